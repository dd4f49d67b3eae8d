import type { TokenCard } from '#lib/connections/schema';

/** A call of Graph that nearly every token may make. No person stands behind a tenant's token, so it has no `/me`. */
const graphExample = (isTenant: boolean) => (isTenant ? '/organization' : '/me/drive/root/children');

type TokenFacts = { graphUrl: string; isTenant: boolean };

/** A curl command for one token, to paste into a terminal. It does not contain the token itself. */
export function tokenCurl(
  { kind, resource }: Pick<TokenCard, 'kind' | 'resource'>,
  { graphUrl, isTenant }: TokenFacts,
): string {
  const url = kind === 'graph' ? `${graphUrl}${graphExample(isTenant)}` : `${resource}/_api/web?$select=Title,Url`;
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
  /** The SharePoint host that File Picker v8 opens; undefined when there is none. */
  pickerHost: string | undefined;
};

/** Where the Graph token stands in `credentials`. */
const tokenName = ({ isTenant }: Pick<SnippetFacts, 'isTenant'>) => (isTenant ? 'token' : 'access_token');

/** What stands in a snippet only where a person connected: a tenant's connection has no SharePoint token to read. */
const ofPerson = ({ isTenant }: Pick<SnippetFacts, 'isTenant'>, text: string) => (isTenant ? '' : text);

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

# Graph token:      .credentials.${tokenName(facts)}${ofPerson(
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
const { credentials${ofPerson(facts, ', connection_config')} } = await response.json();

const answer = await fetch(${quoted(`${facts.graphUrl}${graphExample(facts.isTenant)}`)}, {
  headers: { Authorization: \`Bearer \${credentials.${tokenName(facts)}}\` },
});
console.log(await answer.json());${ofPerson(
    facts,
    `

// Undefined without Sites.Read.All and for personal accounts.
const sharePointToken = connection_config.sharepointAccessToken?.access_token;`,
  )}`;
}

function nango({ publicUrl, integrationKey, connectionId, graphUrl, isTenant }: SnippetFacts): string {
  return `import { Nango } from '@nangohq/node';

const nango = new Nango({ host: ${quoted(`${publicUrl}/api`)}, secretKey: 'YOUR_API_KEY' });
const connection = await nango.getConnection(${quoted(integrationKey)}, ${quoted(connectionId)});

const answer = await fetch(${quoted(`${graphUrl}${graphExample(isTenant)}`)}, {
  headers: { Authorization: \`Bearer \${connection.credentials.${tokenName({ isTenant })}}\` },
});
console.log(await answer.json());${ofPerson(
    { isTenant },
    `

const sharePointToken = connection.connection_config.sharepointAccessToken?.access_token;`,
  )}`;
}

function python({ publicUrl, integrationKey, connectionId, graphUrl, isTenant }: SnippetFacts): string {
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
    ${quoted(`${graphUrl}${graphExample(isTenant)}`)},
    headers={"Authorization": "Bearer " + connection["credentials"]["${tokenName({ isTenant })}"]},
    timeout=30,
)
print(answer.json())${ofPerson(
    { isTenant },
    `

share_point = connection["connection_config"].get("sharepointAccessToken")
share_point_token = share_point["access_token"] if share_point else None`,
  )}`;
}

function pickerBackend({ publicUrl, integrationKey, connectionId }: SnippetFacts): string {
  const query = new URLSearchParams({ provider_config_key: integrationKey });
  const path = `${publicUrl}/api/connections/${encodeURIComponent(connectionId)}/token?${query}`;
  return `// On your server, for a signed-in user of yours: a token for the host the picker asks for.
export async function pickerToken(resource) {
  const response = await fetch(${quoted(path)}, {
    method: 'POST',
    headers: { Authorization: 'Bearer YOUR_API_KEY', 'Content-Type': 'application/json' },
    body: JSON.stringify({ resource }),
  });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()).access_token;
}
`;
}

function picker(facts: SnippetFacts & { pickerHost: string }): string {
  return `${pickerBackend(facts)}
// In the browser, on a click. \`tokenFor\` asks your server for pickerToken(resource).
async function openPicker(tokenFor, onPick) {
  const host = ${quoted(facts.pickerHost)};
  const channelId = crypto.randomUUID();
  const options = {
    sdk: '8.0',
    entry: { oneDrive: { files: {} } },
    authentication: {},
    messaging: { origin: location.origin, channelId },
  };
  const popup = window.open('', 'picker', 'width=1080,height=680');
  let port;

  // Every command needs an answer, even a refused one: the picker waits for it.
  async function authenticate(resource) {
    try {
      return { result: 'token', token: await tokenFor(new URL(resource).origin) };
    } catch (error) {
      return { result: 'error', error: { code: 'unableToObtainToken', message: String(error?.message ?? error) } };
    }
  }

  function pick(items) {
    try {
      onPick(items);
    } catch (error) {
      return { result: 'error', error: { code: 'unusableItem', message: String(error?.message ?? error) } };
    }
    return { result: 'success' };
  }

  async function answer({ data: message }) {
    if (message.type !== 'command') return;
    port.postMessage({ type: 'acknowledge', id: message.id });
    const reply = (data) => port.postMessage({ type: 'result', id: message.id, data });
    const { command, resource } = message.data;
    if (command === 'authenticate') reply(await authenticate(resource));
    else if (command === 'pick') {
      const picked = pick(message.data.items);
      reply(picked);
      if (picked.result === 'success') popup.close();
    } else if (command === 'close') popup.close();
    else reply({ result: 'error', error: { code: 'unsupportedCommand', message: command } });
  }

  window.addEventListener('message', ({ source, origin, data, ports }) => {
    if (source !== popup || origin !== host) return;
    if (data.type !== 'initialize' || data.channelId !== channelId) return;
    port = ports[0];
    port.addEventListener('message', answer);
    port.start();
    port.postMessage({ type: 'activate' });
  });

  const token = await tokenFor(host).catch((error) => {
    popup.close();
    throw error;
  });
  const form = popup.document.createElement('form');
  form.method = 'POST';
  form.action = \`\${host}/_layouts/15/FilePicker.aspx?filePicker=\${encodeURIComponent(JSON.stringify(options))}\`;
  const field = popup.document.createElement('input');
  Object.assign(field, { type: 'hidden', name: 'access_token', value: token });
  form.append(field);
  popup.document.body.append(form);
  form.submit();
}`;
}

/** Ready-to-run code for one connection, doing the same in each language. */
export function snippetTabs(facts: SnippetFacts): { label: string; code: string }[] {
  const { pickerHost } = facts;
  return [
    { label: 'curl', code: curl(facts) },
    { label: 'Node', code: node(facts) },
    { label: '@nangohq/node', code: nango(facts) },
    { label: 'Python', code: python(facts) },
    ...(pickerHost ? [{ label: 'Browser picker', code: picker({ ...facts, pickerHost }) }] : []),
  ];
}
