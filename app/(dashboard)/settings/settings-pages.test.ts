import { globSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { findSettingsPage, settingsGroups, settingsPages } from '#components/frame/settings-pages';

test('navigation and search know every page of the settings', () => {
  const folders = globSync('*/page.tsx', { cwd: import.meta.dirname }).map(dirname);
  // Opened from a form that asks for a confirmation, and from nowhere else.
  expect(Object.keys(settingsPages).sort()).toEqual(folders.filter((folder) => folder !== 'confirm').sort());
});

test('every page is under one heading and is found by its path', () => {
  const pages = settingsGroups.flatMap((group) => group.pages);
  expect(pages).toHaveLength(Object.keys(settingsPages).length);
  expect(pages.map(({ href }) => findSettingsPage(href)?.label)).toEqual(pages.map(({ label }) => label));
});
