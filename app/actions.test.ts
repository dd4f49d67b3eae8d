import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** Actions for people who are not signed in. They require a password, the set-up token or an invitation. */
const openToStrangers = [
  'app/(auth)/sign-in/actions.ts#signIn',
  'app/(auth)/set-up/actions.ts#setUpOwner',
  'app/(auth)/invitation/[token]/actions.ts#acceptInvitation',
];
/** Actions for viewers, who may look at everything and change only what is their own. */
const openToViewers = [
  'app/(dashboard)/settings/account/actions.ts#changeOwnPassword',
  'app/(dashboard)/settings/account/actions.ts#endOwnSession',
  'app/(dashboard)/settings/account/actions.ts#endMyOtherSessions',
  'app/(dashboard)/settings/account/actions.ts#disconnectMicrosoft',
  'app/(dashboard)/settings/confirm/actions.ts#confirmWithPassword',
];

const actionFiles = globSync('app/**/actions.ts', { cwd: root });
const actions = actionFiles.flatMap((file) =>
  read(file)
    .split(/^export (?=async function )/m)
    .slice(1)
    .map((source) => ({ id: `${file}#${/function (\w+)/.exec(source)?.[1]}`, source })),
);

describe('server actions', () => {
  test('there are some', () => expect(actions.length).toBeGreaterThan(5));

  test.each(actions.filter(({ id }) => !openToStrangers.includes(id)))(
    '$id asks first who is calling',
    ({ id, source }) => {
      const firstStatement = source.slice(source.indexOf('> {') + 3).trimStart();
      const role = /^(?:const \w+ = )?await requireOperator\('(viewer|admin|owner)'\);/.exec(firstStatement)?.[1];
      expect(role).toBeDefined();
      if (!openToViewers.includes(id)) expect(role).not.toBe('viewer');
    },
  );

  test.each(actionFiles)('%s exports only actions and types', (file) => {
    const others = read(file).match(/^export (?!async function |type )/gm);
    expect(others).toBeNull();
  });

  test('live in actions.ts only', () => {
    const sources = globSync('{app,components,lib}/**/*.{ts,tsx}', { cwd: root });
    const strays = sources.filter(
      (file) => !/(\/actions|\.test)\.ts$/.test(file) && /^\s*['"]use server['"]/m.test(read(file)),
    );
    expect(strays).toEqual([]);
  });
});

test.each(globSync('app/(dashboard)/**/page.tsx', { cwd: root }))('%s asks who is looking', (file) => {
  expect(read(file)).toMatch(/await requireOperator\('(viewer|admin|owner)'\)/);
});
