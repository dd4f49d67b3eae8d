import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ScriptChoice } from './scripts.ts';
import { choice, codeOf, existing, redirectUri } from './testing/choice.ts';
import { type App, run } from './testing/run-script.ts';

const graphAppId = '00000003-0000-0000-c000-000000000000';
const there: App = {
  signInAudience: 'AzureADMultipleOrgs',
  web: { redirectUris: ['https://old.example.com/callback'] },
  requiredResourceAccess: [
    {
      resourceAppId: graphAppId,
      resourceAccess: [
        { id: '10465720-29dd-4523-a11a-6a75c743c9d9', type: 'Scope' },
        { id: '99999999-9999-4999-8999-999999999999', type: 'Role' },
      ],
    },
  ],
};

type Call = { method: string; path: string; body: string; authorization: string | undefined };
let calls: Call[] = [];
let hasPrincipal = false;
let grants: object[] = [];

function answer({ method, path }: Call): [status: number, body: object] {
  if (method === 'POST' && path === '/v1.0/applications') return [201, { id: 'object-1', appId: 'app-1' }];
  if (path.endsWith('/addPassword')) return [200, { secretText: 'the-secret' }];
  if (path.endsWith('/appRoleAssignments') && method === 'GET') return [200, { value: [] }];
  if (path.includes('/oauth2PermissionGrants') && method === 'GET') return [200, { value: grants }];
  if (path.startsWith('/v1.0/applications(appId='))
    return [200, { id: 'object-1', appId: existing.clientId, ...there }];
  if (path.startsWith('/v1.0/servicePrincipals(appId=') && !hasPrincipal && !path.includes('0000-c000'))
    return [404, { error: { code: 'Request_ResourceNotFound' } }];
  if (path.includes('/servicePrincipals')) return [200, { id: 'principal-1', appOwnerOrganizationId: 'tenant-1' }];
  return [method === 'PATCH' ? 204 : 200, {}];
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

const server = createServer(async (request, response) => {
  const { method = '', url: path = '', headers } = request;
  const call = { method, path, body: await textOf(request), authorization: headers.authorization };
  calls.push(call);
  const [status, body] = answer(call);
  response.writeHead(status, { 'content-type': 'application/json' }).end(status === 204 ? '' : JSON.stringify(body));
});

beforeEach(async () => {
  calls = [];
  grants = [];
  hasPrincipal = false;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

const hasTools = await run('bash', ['-c', 'command -v curl && command -v jq']).then(
  () => true,
  () => false,
);

async function runGraph(of: ScriptChoice, edit = (code: string) => code) {
  const address: AddressInfo | string | null = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const setting = `GRAPH_TOKEN=the-token GRAPH_URL=http://127.0.0.1:${port}`;
  const code = edit(codeOf('graph', of));
  return run('bash', ['-c', `export ${setting}\nexec bash -c "$1"`, 'bash', code]);
}

const sent = (method: string, path: string) => {
  const call = calls.find((one) => one.method === method && one.path.startsWith(path));
  return call && JSON.parse(call.body);
};

test.skipIf(!hasTools)('makes a registration, its service principal and a secret', { timeout: 30_000 }, async () => {
  const { stdout } = await runGraph({ ...choice, accountTypes: 'personal', presets: ['one-drive-only-read'] });
  expect(sent('POST', '/v1.0/applications')).toMatchObject({
    displayName: 'Acme Connect',
    signInAudience: 'PersonalMicrosoftAccount',
    api: { requestedAccessTokenVersion: 2 },
    web: { redirectUris: [redirectUri] },
  });
  expect(sent('POST', '/v1.0/servicePrincipals')).toEqual({ appId: 'app-1' });
  expect(sent('POST', '/v1.0/applications/object-1/addPassword')).toMatchObject({
    passwordCredential: { displayName: 'Latchkey', endDateTime: expect.stringMatching(/^20\d\d-\d\d-\d\dT00:00:00Z$/) },
  });
  expect(stdout).toMatch(/Client ID\s+app-1[\s\S]*Client secret\s+the-secret/);
  expect(new Set(calls.map(({ authorization }) => authorization))).toEqual(new Set(['Bearer the-token']));
});

test.skipIf(!hasTools)(
  'adds to an existing one what it lacks, keeps what it has, and makes no secret',
  { timeout: 30_000 },
  async () => {
    hasPrincipal = true;
    const { stdout } = await runGraph(existing);
    const changes = sent('PATCH', '/v1.0/applications/object-1');
    expect(changes.web.redirectUris.toSorted()).toEqual([redirectUri, ...there.web.redirectUris].toSorted());
    const [first] = there.requiredResourceAccess;
    const graph: App['requiredResourceAccess'][number] = changes.requiredResourceAccess.find(
      ({ resourceAppId }: { resourceAppId: string }) => resourceAppId === graphAppId,
    );
    expect(graph.resourceAccess).toEqual(expect.arrayContaining(first?.resourceAccess ?? []));
    expect(graph.resourceAccess).toHaveLength(9);
    expect(new Set(graph.resourceAccess.map(({ id }) => id)).size).toBe(9);
    expect(changes.requiredResourceAccess).toHaveLength(2);
    expect(calls.map(({ method }) => method)).not.toContain('DELETE');
    expect(calls.some(({ method }) => method === 'POST')).toBe(false);
    expect(stdout).not.toContain('secret');
  },
);

test.skipIf(!hasTools)('a consent asked for joins what was granted before', { timeout: 30_000 }, async () => {
  hasPrincipal = true;
  grants = [
    { id: 'grant-1', resourceId: 'principal-1', consentType: 'AllPrincipals', scope: 'Mail.Read User.Read' },
    { id: 'grant-2', resourceId: 'principal-1', consentType: 'Principal', scope: 'Chat.Read' },
  ];
  await runGraph({ ...existing, presets: ['files-read'] }, (code) =>
    code.replace('admin_consent=no', 'admin_consent=yes'),
  );
  const { scope } = sent('PATCH', '/v1.0/oauth2PermissionGrants/grant-1');
  expect(scope.split(' ')).toEqual(expect.arrayContaining(['Mail.Read', 'User.Read', 'offline_access']));
  expect(scope).not.toContain('Chat.Read');
});

test.skipIf(!hasTools)("stops at Microsoft's refusal and shows it", { timeout: 30_000 }, async () => {
  const refused = runGraph(choice, (code) =>
    code.replace('call POST /applications ', 'call GET "/servicePrincipals(appId=0)" '),
  );
  await expect(refused).rejects.toMatchObject({ stderr: expect.stringContaining('Request_ResourceNotFound') });
});

test.skipIf(!hasTools)(
  'grants application permissions by role, those that are missing',
  { timeout: 30_000 },
  async () => {
    const application = { permissionType: 'application', presets: ['app-sites-selected', 'app-files-read'] } as const;
    const consent = (code: string) => code.replace('admin_consent=no', 'admin_consent=yes');
    await runGraph({ ...choice, ...application }, consent);
    expect(sent('POST', '/v1.0/applications')).toMatchObject({
      groupMembershipClaims: 'DirectoryRole',
      requiredResourceAccess: [{ resourceAppId: graphAppId }],
    });
    const assigned = calls.filter(({ method, path }) => method === 'POST' && path.endsWith('/appRoleAssignments'));
    expect(assigned.map(({ body }) => JSON.parse(body))).toEqual(
      ['883ea226-0bf2-4a8f-9f9d-92c9162a727d', '01d4889c-1287-42c6-ac1f-5d1e02578ef6'].map((appRoleId) => ({
        principalId: 'principal-1',
        resourceId: 'principal-1',
        appRoleId,
      })),
    );
    expect(sent('POST', '/v1.0/oauth2PermissionGrants')).toMatchObject({ scope: 'openid profile' });
  },
);
