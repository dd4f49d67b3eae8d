import { expect, test } from 'vitest';
import { entriesFor } from './command-entries.tsx';

const found = (typed: string, operator: { role: 'viewer' | 'admin'; mayFillDemo: boolean }) =>
  entriesFor(typed, {
    operator,
    redirectUri: 'http://localhost/oauth/callback',
    go: () => undefined,
    setTheme: () => undefined,
  }).flatMap(({ entries }) => entries.map(({ label }) => label));

test('demo data is offered to who may fill it in, which nobody may without a sandbox', () => {
  expect(found('demo', { role: 'admin', mayFillDemo: true })).toEqual(['Demo data']);
  expect(found('demo', { role: 'admin', mayFillDemo: false })).toEqual([]);
  expect(found('demo', { role: 'viewer', mayFillDemo: false })).toEqual([]);
});

test.each([
  ['audit', 'Audit log'],
  ['variables', 'Environment variables'],
  ['api reference', 'API reference'],
  ['redirect uri', 'Copy redirect URI'],
  ['first steps', 'Show first steps'],
  ['aadsts50173', 'Explain AADSTS50173'],
  ['Error AADSTS7000222: The provided client secret keys are expired. Trace ID: 1234', 'Explain AADSTS7000222'],
  ['Error code: 50105', 'Explain AADSTS50105'],
])('%s finds %s', (typed, label) => {
  expect(found(typed, { role: 'viewer', mayFillDemo: false })).toContain(label);
});
