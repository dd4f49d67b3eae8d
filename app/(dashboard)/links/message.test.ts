import { expect, test } from 'vitest';
import {
  adminMessage,
  fillMessage,
  invitationMessage,
  mailtoHref,
  reauthorizeMessage,
  sitesMessage,
  tenantMessage,
} from './message.ts';

const where = { url: 'https://latchkey.example/connect/abc', expires: '1 Jan 2030' };

test('a message to an admin says who asks for what', () => {
  const permissions = [
    { name: 'Files.Read.All', line: 'Read the files you can open' },
    { name: 'Odd.Scope', line: 'Odd.Scope' },
  ];
  const { subject, body } = fillMessage(adminMessage({ who: 'Acme', what: 'OneDrive', permissions }), where);
  expect(subject).toBe('Approval needed at Microsoft: OneDrive for Acme');
  expect(body).toContain('- Files.Read.All: Read the files you can open\n- Odd.Scope\n');
  expect(body).toContain(where.url);
  expect(body).toContain('valid until 1 Jan 2030');
});

test('nothing is left to fill in, and a mail opens with line ends as mail has them', () => {
  const made = [
    invitationMessage(null),
    invitationMessage('Acme'),
    reauthorizeMessage(null, 'Mail'),
    reauthorizeMessage('Acme', 'Mail'),
    adminMessage({ who: null, what: 'Mail', permissions: [] }),
    tenantMessage({ who: null, what: 'Mail', permissions: [] }),
    tenantMessage({ who: 'Acme', what: 'Sites', permissions: [{ name: 'Sites.Selected', line: 'Released sites' }] }),
    sitesMessage('Acme', 'Sites'),
    sitesMessage(null, 'Sites'),
  ];
  for (const message of made) {
    const filled = fillMessage(message, where);
    expect(filled.body).not.toMatch(/[{}]|undefined|null/);
    const body = new URL(mailtoHref(filled)).searchParams.get('body');
    expect(body?.replaceAll('\r\n', '\n')).toBe(filled.body);
  }
});

test('a name with a dollar sign stays as it is', () => {
  expect(fillMessage(invitationMessage('A$&B'), { ...where, url: 'https://x.example/$1' }).body).toContain('/$1');
});
