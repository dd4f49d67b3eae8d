import { describe, expect, test } from 'vitest';
import { mailDraft } from './mail-draft';
import { snippetTabs, tokenCurl } from './snippets';

const facts = {
  publicUrl: 'https://latchkey.example.com',
  connectionId: 'user 1',
  integrationKey: 'one drive',
  graphUrl: 'https://graph.microsoft.com/v1.0',
  isTenant: false,
  scope: 'User.Read Files.Read.All Sites.Read.All',
  hasSharePoint: true,
};

describe('snippets', () => {
  test.each(snippetTabs(facts))('$label names this installation and no key', ({ code }) => {
    expect(code).toContain('https://latchkey.example.com/api');
    expect(code).toMatch(/YOUR_API_KEY|env\.LATCHKEY_API_KEY/);
  });

  test('escape ids for addresses', () => {
    expect(snippetTabs(facts)[0]?.code).toContain('/api/connections/user%201?provider_config_key=one+drive');
  });

  test.each(snippetTabs(facts).filter(({ label }) => ['Node', '@nangohq/node'].includes(label)))(
    '$label is JavaScript that parses',
    ({ code }) => {
      const body = code.replace(/^import .*$/m, '').replaceAll('export ', '');
      expect(() => new Function(`return async () => {${body}}`)).not.toThrow();
    },
  );

  test('offer the picker only where there is a host for it', () => {
    const labels = snippetTabs({ ...facts, hasSharePoint: false }).map(({ label }) => label);
    expect(labels).toEqual(['curl', 'Node', '@nangohq/node', 'Python']);
  });

  test('of a connection that reads mail call nothing of files and read no SharePoint token', () => {
    for (const { code } of snippetTabs({ ...facts, scope: 'User.Read Mail.Read', hasSharePoint: false }))
      expect(code).not.toMatch(/\/drive|share_?point/i);
  });

  test("a tenant's name the token as its credentials do, and call nothing of a person", () => {
    for (const { code } of snippetTabs({ ...facts, isTenant: true, hasSharePoint: false })) {
      expect(code).toMatch(/credentials(\.|"\]\[")token\b/);
      expect(code).not.toMatch(/access_token\}|\/me\//);
    }
  });

  test('call what a token is for', () => {
    const host = { kind: 'sharepoint-root', resource: 'https://contoso.sharepoint.com', scope: '' } as const;
    expect(tokenCurl(host, facts)).toContain("'https://contoso.sharepoint.com/_api/web");
    const graph = { kind: 'graph', resource: 'https://graph.microsoft.com' } as const;
    expect(tokenCurl({ ...graph, scope: 'Files.Read' }, facts)).toContain("v1.0/me/drive/root/children'");
    expect(tokenCurl({ ...graph, scope: 'User.Read Mail.Read' }, facts)).toContain("v1.0/me'");
  });
});

test('a mail draft keeps the link whole', () => {
  const url = 'https://latchkey.example.com/connect/abc?x=1&y=2';
  const draft = new URL(mailDraft({ to: 'a&b@example.com', username: 'a@example.com', integrationName: 'Files', url }));
  expect(decodeURIComponent(draft.pathname)).toBe('a&b@example.com');
  expect(draft.searchParams.get('body')).toContain(url);
});
