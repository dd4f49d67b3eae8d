import { describe, expect, test } from 'vitest';
import { newLinkSchema } from '#lib/links/schema';
import {
  fieldErrors,
  missingAdminLimit,
  missingLimits,
  newLinkInput,
  readNewLinkForm,
  readTags,
} from './form-values.ts';

function form(fields: Record<string, string | string[]>): FormData {
  const data = new FormData();
  for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) data.append(name, value);
  return data;
}

test('an empty form makes a link with the defaults', () => {
  const values = readNewLinkForm(form({ integrations: 'drive', life: '', endUserId: ' ' }));
  expect(newLinkSchema.parse(newLinkInput(values))).toMatchObject({ integrations: ['drive'], tags: {}, life: 86_400 });
  expect(values.language).toBe('');
});

test('everything typed arrives', () => {
  const values = readNewLinkForm(
    form({
      integrations: ['drive', 'mail'],
      endUserId: ' u1 ',
      endUserEmail: 'adele@contoso.com',
      endUserName: 'Adele',
      tags: 'Plan=pro\r\n\nnote=a=b\nflag',
      life: '3600',
      expectedTenant: 'Contoso.com',
      expectedEmail: 'Adele@contoso.com',
      language: 'de',
    }),
  );
  expect(newLinkSchema.parse(newLinkInput(values))).toMatchObject({
    integrations: ['drive', 'mail'],
    endUser: { id: 'u1', email: 'adele@contoso.com', display_name: 'Adele' },
    tags: { plan: 'pro', note: 'a=b', flag: '' },
    life: 3600,
    expectedTenant: 'contoso.com',
    expectedEmail: 'adele@contoso.com',
    language: 'de',
  });
});

test('an environment URL goes with each integration that was chosen', () => {
  const environmentUrl = 'https://contoso.crm.dynamics.com';
  const values = readNewLinkForm(form({ integrations: ['sales', 'mail'], environmentUrl }));
  const given = { connection_config: { environmentUrl } };
  expect(newLinkSchema.parse(newLinkInput(values)).configDefaults).toEqual({ sales: given, mail: given });
});

test('a file in a text field reads as nothing', () => {
  const data = form({});
  data.set('endUserId', new File(['x'], 'x.txt'));
  expect(readNewLinkForm(data).endUserId).toBe('');
});

test('problems carry the names of the form', () => {
  const values = readNewLinkForm(
    form({ endUserId: 'x'.repeat(256), tags: '1=a', life: '12', expectedTenant: 'x y', expectedEmail: 'x' }),
  );
  const { error } = newLinkSchema.safeParse(newLinkInput(values));
  if (!error) throw new Error('accepted');
  expect(Object.keys(fieldErrors(error, values)).sort()).toEqual([
    'endUserId',
    'expectedEmail',
    'expectedTenant',
    'life',
    'tags',
  ]);
});

test('tags with markup stay text', () => {
  expect(readTags('<b>=1')).toEqual({ '<b>': '1' });
});

describe('who may connect', () => {
  const emailOf = (fields: Record<string, string | string[]>) =>
    newLinkSchema.parse(newLinkInput(readNewLinkForm(form({ integrations: 'drive', ...fields })))).expectedEmail;
  const endUserEmail = 'Adele@contoso.com';

  test.each([
    ['ticked', { endUserEmail, onlyEndUser: ['no', 'yes'] }, 'adele@contoso.com'],
    [
      'ticked, with another account',
      { endUserEmail, onlyEndUser: ['no', 'yes'], expectedEmail: 'a@b.example' },
      'a@b.example',
    ],
    ['ticked, without an address', { onlyEndUser: ['no', 'yes'] }, undefined],
    ['not ticked', { endUserEmail, onlyEndUser: 'no' }, undefined],
    [
      'not ticked, with another account',
      { endUserEmail, onlyEndUser: 'no', expectedEmail: 'a@b.example' },
      'a@b.example',
    ],
    ['anything but a plain no', { endUserEmail, onlyEndUser: 'false' }, 'adele@contoso.com'],
  ])('%s', (_, fields, expected) => {
    expect(emailOf(fields)).toBe(expected);
  });

  const complete = { expectedTenant: '', expectedEmail: '', endUserEmail: '', onlyEndUser: 'no' };
  const names = ['expectedTenant', 'expectedEmail', 'endUserEmail', 'onlyEndUser'] as const;

  test('is not decided by a field that is missing, nor by a file', () => {
    expect(missingLimits(form(complete))).toBeUndefined();
    for (const name of names) {
      const data = form(complete);
      data.delete(name);
      expect(Object.keys(missingLimits(data) ?? {})).toEqual([name]);
      data.set(name, new File(['x'], 'x.txt'));
      expect(Object.keys(missingLimits(data) ?? {})).toEqual([name]);
    }
    expect(missingAdminLimit(form({ tenant: '' }))).toBeUndefined();
    expect(missingAdminLimit(form({}))).toEqual({ tenant: expect.any(String) });
  });

  test('an e-mail that is no address is marked where it was typed', () => {
    const values = readNewLinkForm(form({ integrations: 'drive', endUserEmail: 'adele', onlyEndUser: 'yes' }));
    const { error } = newLinkSchema.safeParse(newLinkInput(values));
    if (!error) throw new Error('accepted');
    expect(fieldErrors(error, values)).toEqual({ endUserEmail: expect.stringContaining('name@example.com') });
  });
});
