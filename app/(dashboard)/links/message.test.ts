import { describe, expect, test } from 'vitest';
import { linkLanguages } from '#lib/links/schema';
import { messageTexts } from './compose.ts';
import { fillMessage, type MessageFacts, mailtoHref } from './message.ts';

const url = 'https://latchkey.example/connect/abc';
const permissions = [
  { name: 'Files.Read.All', line: 'Read the files you can open' },
  { name: 'Odd.Scope', line: 'Odd.Scope' },
];
const bare: MessageFacts = { who: null, what: 'Mail', permissions: [], account: null, expires: '1 Jan 2030' };
const full: MessageFacts = { ...bare, who: 'Acme', what: 'OneDrive', permissions, account: 'pia@contoso.example' };

describe.each(linkLanguages)('%s', (language) => {
  const texts = messageTexts[language];

  test('a message to an admin says who asks for what', () => {
    const { subject, body } = fillMessage(texts.admin(full), url);
    expect(subject).toContain('OneDrive');
    expect(subject).toContain('Acme');
    expect(body).toContain('- Files.Read.All: Read the files you can open\n- Odd.Scope\n');
    expect(body).toContain(url);
    expect(body).toContain('1 Jan 2030');
  });

  test('a message to a person names the account to use', () => {
    for (const text of [texts.invitation, texts.reauthorize]) {
      expect(text(full).body).toContain('pia@contoso.example');
      for (const { body } of [text(full), text(bare)]) expect(body).not.toContain('\n\n\n');
      expect(text(full).body).not.toBe(text(bare).body);
    }
  });

  test('nothing is left to fill in, and a mail opens with line ends as mail has them', () => {
    const made = Object.values(texts).flatMap((text) => [text(bare), text(full)]);
    for (const message of made) {
      const filled = fillMessage(message, url);
      expect(filled.body).toContain(url);
      expect(filled.body).not.toMatch(/[{}]|undefined|null/);
      const body = new URL(mailtoHref(filled)).searchParams.get('body');
      expect(body?.replaceAll('\r\n', '\n')).toBe(filled.body);
    }
  });
});

test('English says it in full', () => {
  const { subject, body } = fillMessage(messageTexts.en.admin(full), url);
  expect(subject).toBe('Approval needed at Microsoft: OneDrive for Acme');
  expect(body).toContain('valid until 1 Jan 2030');
});

test('a mail goes to the person, if the address is known', () => {
  const message = { subject: 'Hello', body: 'Text' };
  expect(mailtoHref(message, 'pia+x@contoso.example')).toMatch(/^mailto:pia%2Bx@contoso\.example\?subject=Hello/);
  expect(mailtoHref(message)).toMatch(/^mailto:\?subject=/);
});

test('a name with a dollar sign stays as it is', () => {
  const { body } = fillMessage(messageTexts.en.invitation({ ...full, who: 'A$&B' }), 'https://x.example/$1');
  expect(body).toContain('/$1');
  expect(body).toContain('A$&B');
});
