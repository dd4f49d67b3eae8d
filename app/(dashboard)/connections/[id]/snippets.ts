import type { TokenCard } from '#lib/connections/schema';
import { pickerTabs } from './picker/snippets';

/** A call of Graph that the token may make. No person stands behind a tenant's token, so it has no `/me`. */
function graphExample({ isTenant, scope }: { isTenant: boolean; scope: string }): string {
  if (isTenant) return '/organization';
  return /\b(Files|Sites)\./.test(scope) ? '/me/drive/root/children' : '/me';
}

type TokenFacts = { graphUrl: string; isTenant: boolean };

/** A curl command for one token, to paste into a terminal. It does not contain the token itself. */
export function tokenCurl(
  { kind, resource, scope }: Pick<TokenCard, 'kind' | 'resource' | 'scope'>,
  { graphUrl, isTenant }: TokenFacts,
): string {
  const url =
    kind === 'graph' ? `${graphUrl}${graphExample({ isTenant, scope })}` : `${resource}/_api/web?$select=Title,Url`;
  return `curl '${url}' \\\n  -H 'Authorization: Bearer YOUR_TOKEN' \\\n  -H 'Accept: application/json'`;
}

type SnippetFacts = {
  /** Without a trailing slash. */
  publicUrl: string;
  connectionId: string;
  integrationKey: string;
  /** Address of Graph with its version, without a trailing slash. */
  graphUrl: string;
  /** Application permissions: Nango's shape of the credentials is another one then, and no person stands behind them. */
  isTenant: boolean;
  /** What was granted for Graph, separated by spaces. */
  scope: string;
  /** Whether there is a SharePoint host: its token, and the file picker that opens there. */
  hasSharePoint: boolean;
};

/** Where the Graph token stands in `credentials`. */
const tokenName = ({ isTenant }: Pick<SnippetFacts, 'isTenant'>) => (isTenant ? 'token' : 'access_token');

/** What stands in a snippet only where there is a SharePoint token to read; a tenant's connection has none. */
const ofSharePoint = ({ isTenant, hasSharePoint }: SnippetFacts, text: string) =>
  isTenant || !hasSharePoint ? '' : text;

const quoted = (text: string) => JSON.stringify(text);

function addressOf({
  publicUrl,
  connectionId,
  integrationKey,
}: Pick<SnippetFacts, 'publicUrl' | 'connectionId' | 'integrationKey'>): string {
  const query = new URLSearchParams({ provider_config_key: integrationKey });
  return `${publicUrl}/api/connections/${encodeURIComponent(connectionId)}?${query}`;
}

/** The call that fetches a token, with the key it is made with, to paste into a terminal. */
export function vendCommand({
  key,
  ...facts
}: Pick<SnippetFacts, 'publicUrl' | 'connectionId' | 'integrationKey'> & { key: string }): string {
  return `curl '${addressOf(facts)}' \\\n  -H 'Authorization: Bearer ${key}'`;
}

function curl(facts: SnippetFacts): string {
  return `curl '${addressOf(facts)}' \\
  -H 'Authorization: Bearer YOUR_API_KEY'

# Graph token:      .credentials.${tokenName(facts)}${ofSharePoint(
    facts,
    '\n# SharePoint token: .connection_config.sharepointAccessToken.access_token',
  )}`;
}

function node(facts: SnippetFacts): string {
  return `const response = await fetch(
  ${quoted(addressOf(facts))},
  { headers: { Authorization: 'Bearer YOUR_API_KEY' } },
);
if (!response.ok) throw new Error(await response.text());
const { credentials${ofSharePoint(facts, ', connection_config')} } = await response.json();

const answer = await fetch(${quoted(`${facts.graphUrl}${graphExample(facts)}`)}, {
  headers: { Authorization: \`Bearer \${credentials.${tokenName(facts)}}\` },
});
console.log(await answer.json());${ofSharePoint(
    facts,
    `

// Undefined without Sites.Read.All and for personal accounts.
const sharePointToken = connection_config.sharepointAccessToken?.access_token;`,
  )}`;
}

function nango(facts: SnippetFacts): string {
  const { publicUrl, integrationKey, connectionId, graphUrl } = facts;
  return `import { Nango } from '@nangohq/node';

const nango = new Nango({ host: ${quoted(`${publicUrl}/api`)}, secretKey: 'YOUR_API_KEY' });
const connection = await nango.getConnection(${quoted(integrationKey)}, ${quoted(connectionId)});

const answer = await fetch(${quoted(`${graphUrl}${graphExample(facts)}`)}, {
  headers: { Authorization: \`Bearer \${connection.credentials.${tokenName(facts)}}\` },
});
console.log(await answer.json());${ofSharePoint(
    facts,
    `

const sharePointToken = connection.connection_config.sharepointAccessToken?.access_token;`,
  )}`;
}

function python(facts: SnippetFacts): string {
  const { publicUrl, integrationKey, connectionId, graphUrl } = facts;
  return `import requests

response = requests.get(
    ${quoted(`${publicUrl}/api/connections/${encodeURIComponent(connectionId)}`)},
    params={"provider_config_key": ${quoted(integrationKey)}},
    headers={"Authorization": "Bearer YOUR_API_KEY"},
    timeout=30,
)
response.raise_for_status()
connection = response.json()

answer = requests.get(
    ${quoted(`${graphUrl}${graphExample(facts)}`)},
    headers={"Authorization": "Bearer " + connection["credentials"]["${tokenName(facts)}"]},
    timeout=30,
)
print(answer.json())${ofSharePoint(
    facts,
    `

share_point = connection["connection_config"].get("sharepointAccessToken")
share_point_token = share_point["access_token"] if share_point else None`,
  )}`;
}

/** The server's half and the page's, as the playground of the picker shows them one by one. */
function picker({ publicUrl, integrationKey: uniqueKey, connectionId }: SnippetFacts): string {
  const chosen = { entry: { oneDrive: { files: {} } }, options: { selection: { mode: 'multiple' as const } } };
  const tabs = pickerTabs({ publicUrl, uniqueKey, connectionId }, chosen);
  const codeOf = (wanted: string) => tabs.find(({ label }) => label === wanted)?.code ?? '';
  return `${codeOf('Server')}\n\n<!-- In your page: -->\n${codeOf('HTML')}`;
}

/** Ready-to-run code for one connection, doing the same in each language. */
export function snippetTabs(facts: SnippetFacts): { label: string; code: string }[] {
  return [
    { label: 'curl', code: curl(facts) },
    { label: 'Node', code: node(facts) },
    { label: '@nangohq/node', code: nango(facts) },
    { label: 'Python', code: python(facts) },
    ...(facts.hasSharePoint ? [{ label: 'File picker', code: picker(facts) }] : []),
  ];
}
