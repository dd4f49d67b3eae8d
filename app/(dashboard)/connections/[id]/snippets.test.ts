import { describe, expect, test } from 'vitest';
import { mailDraft } from './mail-draft';
import { snippetTabs, tokenCurl } from './snippets';

const facts = {
  publicUrl: 'https://latchkey.example.com',
  connectionId: 'user 1',
  integrationKey: 'one drive',
  graphUrl: 'https://graph.microsoft.com/v1.0',
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

  test('call what a token is for', () => {
    const host = { kind: 'sharepoint-root', resource: 'https://contoso.sharepoint.com' } as const;
    expect(tokenCurl(host, facts.graphUrl)).toContain("'https://contoso.sharepoint.com/_api/web");
    expect(tokenCurl({ kind: 'graph', resource: 'https://graph.microsoft.com' }, facts.graphUrl)).toContain(
      'https://graph.microsoft.com/v1.0/me',
    );
  });
});

test('a mail draft keeps the link whole', () => {
  const url = 'https://latchkey.example.com/connect/abc?x=1&y=2';
  const draft = new URL(mailDraft({ to: 'a&b@example.com', username: 'a@example.com', integrationName: 'Files', url }));
  expect(decodeURIComponent(draft.pathname)).toBe('a&b@example.com');
  expect(draft.searchParams.get('body')).toContain(url);
});
