import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { mailDraft } from './mail-draft';
import { snippetTabs, tokenCurl } from './snippets';

const facts = {
  publicUrl: 'https://latchkey.example.com',
  connectionId: 'user 1',
  integrationKey: 'one drive',
  graphUrl: 'https://graph.microsoft.com/v1.0',
  isTenant: false,
  pickerHost: 'https://contoso-my.sharepoint.com',
};

describe('snippets', () => {
  test.each(snippetTabs(facts))('$label names this installation and no key', ({ code }) => {
    expect(code).toContain('https://latchkey.example.com/api');
    expect(code).toContain('YOUR_API_KEY');
  });

  test('escape ids for addresses', () => {
    expect(snippetTabs(facts)[0]?.code).toContain('/api/connections/user%201?provider_config_key=one+drive');
  });

  test.each(snippetTabs(facts).filter(({ label }) => ['Node', '@nangohq/node', 'Browser picker'].includes(label)))(
    '$label is JavaScript that parses',
    ({ code }) => {
      const body = code.replace(/^import .*$/m, '').replaceAll('export ', '');
      expect(() => new Function(`return async () => {${body}}`)).not.toThrow();
    },
  );

  test('offer the picker only where there is a host for it', () => {
    const labels = snippetTabs({ ...facts, pickerHost: undefined }).map(({ label }) => label);
    expect(labels).toEqual(['curl', 'Node', '@nangohq/node', 'Python']);
  });

  test("a tenant's name the token as its credentials do, and call nothing of a person", () => {
    for (const { code } of snippetTabs({ ...facts, isTenant: true, pickerHost: undefined })) {
      expect(code).toMatch(/credentials(\.|"\]\[")token\b/);
      expect(code).not.toMatch(/access_token\}|\/me\//);
    }
  });

  test('call what a token is for', () => {
    const host = { kind: 'sharepoint-root', resource: 'https://contoso.sharepoint.com' } as const;
    expect(tokenCurl(host, facts)).toContain("'https://contoso.sharepoint.com/_api/web");
    expect(tokenCurl({ kind: 'graph', resource: 'https://graph.microsoft.com' }, facts)).toContain(
      'https://graph.microsoft.com/v1.0/me',
    );
  });
});

const reply = z.object({ type: z.string(), id: z.string().optional(), data: z.unknown().optional() });
type Opened = { form: { action: string }; field: { value: string }; submitted: number; closed: number };

/** Stands in for the browser window that the snippet opens, and records what the snippet does to it. */
function fakePopup() {
  const opened: Opened = { form: { action: '' }, field: { value: '' }, submitted: 0, closed: 0 };
  const submit = () => {
    opened.submitted += 1;
  };
  const close = () => {
    opened.closed += 1;
  };
  const form = Object.assign(opened.form, { append() {}, submit });
  const createElement = (name: string) => (name === 'form' ? form : opened.field);
  const popup = { close, document: { createElement, body: { append() {} } } };
  return { opened, popup };
}

/** Runs the snippet as a browser would, and plays the picker's side of the message channel. */
async function openPicker(tokenFor: (resource: string) => Promise<string>, onPick: (items: unknown) => void) {
  const code = snippetTabs(facts)
    .find(({ label }) => label === 'Browser picker')
    ?.code.replaceAll('export ', '');
  const listeners: ((event: unknown) => void)[] = [];
  const { opened, popup } = fakePopup();
  const window = { open: () => popup, addEventListener: (_type: string, listen: () => void) => listeners.push(listen) };
  const run = new Function('window', 'location', `${code}\nreturn openPicker;`);
  await run(window, { origin: 'https://product.example' })(tokenFor, onPick);
  const { searchParams } = new URL(opened.form.action);
  const options = z
    .object({ messaging: z.object({ channelId: z.string() }) })
    .parse(JSON.parse(searchParams.get('filePicker') ?? ''));
  const { port1: picker, port2: product } = new MessageChannel();
  const heard: z.infer<typeof reply>[] = [];
  picker.onmessage = ({ data: message }) => heard.push(reply.parse(message));
  const data = { type: 'initialize', channelId: options.messaging.channelId };
  for (const listen of listeners) listen({ source: popup, origin: facts.pickerHost, data, ports: [product] });
  const command = (id: string, order: object) => picker.postMessage({ type: 'command', id, data: order });
  const resultOf = (id: string) => heard.find((message) => message.type === 'result' && message.id === id)?.data;
  return { opened, heard, command, resultOf, end: () => picker.close() };
}

describe('the picker', () => {
  const tokenFor = async (resource: string) => {
    if (resource !== facts.pickerHost) throw new Error('unknown_resource');
    return 'a token';
  };

  test('is told when a token is refused, and goes on', async () => {
    const picked: unknown[] = [];
    const { command, resultOf, heard, opened, end } = await openPicker(tokenFor, (items) => picked.push(items));
    expect([opened.field.value, opened.submitted]).toEqual(['a token', 1]);
    command('1', { command: 'authenticate', resource: 'https://elsewhere.sharepoint.com/', type: 'SharePoint' });
    const refused = { result: 'error', error: { code: 'unableToObtainToken', message: 'unknown_resource' } };
    await expect.poll(() => resultOf('1')).toEqual(refused);
    command('2', { command: 'authenticate', resource: 'not an address' });
    await expect.poll(() => resultOf('2')).toMatchObject({ error: { code: 'unableToObtainToken' } });
    command('3', { command: 'authenticate', resource: `${facts.pickerHost}/personal/mira` });
    await expect.poll(() => resultOf('3')).toEqual({ result: 'token', token: 'a token' });
    command('4', { command: 'dance' });
    await expect.poll(() => resultOf('4')).toMatchObject({ error: { code: 'unsupportedCommand' } });
    command('5', { command: 'pick', items: [{ id: 'a' }] });
    await expect.poll(() => resultOf('5')).toEqual({ result: 'success' });
    expect([picked, opened.closed]).toEqual([[[{ id: 'a' }]], 1]);
    expect(heard.filter(({ type }) => type === 'acknowledge').map(({ id }) => id)).toEqual(['1', '2', '3', '4', '5']);
    end();
  });

  test('is told when what was picked cannot be used, and stays open', async () => {
    const refuse = () => {
      throw new Error('too large');
    };
    const { command, resultOf, opened, end } = await openPicker(tokenFor, refuse);
    command('1', { command: 'pick', items: [{ id: 'a' }] });
    const unusable = { result: 'error', error: { code: 'unusableItem', message: 'too large' } };
    await expect.poll(() => resultOf('1')).toEqual(unusable);
    expect(opened.closed).toBe(0);
    end();
  });

  test('does not stay open and empty without its first token', async () => {
    const code = snippetTabs(facts)
      .find(({ label }) => label === 'Browser picker')
      ?.code.replaceAll('export ', '');
    const { opened, popup } = fakePopup();
    const run = new Function('window', 'location', `${code}\nreturn openPicker;`);
    const open = run({ open: () => popup, addEventListener() {} }, { origin: 'https://product.example' });
    await expect(
      open(
        () => Promise.reject(new Error('refused')),
        () => {},
      ),
    ).rejects.toThrow('refused');
    expect([opened.closed, opened.submitted]).toEqual([1, 0]);
  });
});

test('a mail draft keeps the link whole', () => {
  const url = 'https://latchkey.example.com/connect/abc?x=1&y=2';
  const draft = new URL(mailDraft({ to: 'a&b@example.com', username: 'a@example.com', integrationName: 'Files', url }));
  expect(decodeURIComponent(draft.pathname)).toBe('a&b@example.com');
  expect(draft.searchParams.get('body')).toContain(url);
});
