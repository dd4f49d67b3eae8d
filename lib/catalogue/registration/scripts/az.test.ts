import { describe, expect, test } from 'vitest';
import { choice, codeOf, everyChoice, existing, redirectUri } from './testing/choice.ts';
import { type App, parseBash, runAz } from './testing/run-script.ts';

test.each(everyChoice)('bash reads it: $cloud $credential "$clientId"', { timeout: 30_000 }, async (of) => {
  await parseBash(codeOf('az', of));
  await parseBash(codeOf('graph', of));
});

describe('run', { timeout: 30_000 }, () => {
  test('makes a registration with a secret, shown once', async () => {
    const { stdout, state, lines } = await runAz(choice);
    expect(state.app).toMatchObject({
      displayName: 'Acme Connect',
      signInAudience: 'AzureADMultipleOrgs',
      web: { redirectUris: [redirectUri] },
    });
    expect(state.app?.requiredResourceAccess.map(({ resourceAccess }) => resourceAccess.length)).toEqual([7, 2]);
    expect(state.hasPrincipal).toBe(true);
    expect(stdout).toContain('new-client-id');
    expect(stdout).toContain('the-tenant');
    expect(stdout.match(/the-secret/g)).toHaveLength(1);
    expect(lines.some((line) => line.includes('admin-consent'))).toBe(false);
  });

  const there: App = {
    signInAudience: 'AzureADMyOrg',
    web: { redirectUris: ['https://old.example.com/a b', 'https://other.example.com/x'] },
    requiredResourceAccess: [
      {
        resourceAppId: '00000003-0000-0000-c000-000000000000',
        resourceAccess: [
          { id: 'E1FE6DD8-BA31-4D61-89E7-88639DA4683D', type: 'Scope' },
          { id: '99999999-9999-4999-8999-999999999999', type: 'Role' },
        ],
      },
    ],
  };
  test('adds to an existing one only what it lacks, and no secret', async () => {
    const { stdout, stderr, state, lines } = await runAz(existing, { app: there, hasPrincipal: true });
    expect(state.app?.web.redirectUris).toEqual([...there.web.redirectUris, redirectUri]);
    const [graph, sharePoint] = state.app?.requiredResourceAccess ?? [];
    expect(graph?.resourceAccess.slice(0, 2)).toEqual(there.requiredResourceAccess[0]?.resourceAccess);
    expect([graph?.resourceAccess.length, sharePoint?.resourceAccess.length]).toEqual([8, 2]);
    expect(lines.filter((line) => /credential|rest|sp create/.test(line))).toEqual([]);
    expect(stderr).toContain('is for AzureADMyOrg, the integration for AzureADMultipleOrgs');
    expect(stdout).not.toContain('secret');
  });

  test('a second run changes nothing', async () => {
    const first = await runAz(existing, { app: there, hasPrincipal: true });
    const { lines } = await runAz(existing, { ...first.state, calls: [], hasPrincipal: true });
    expect(lines.filter((line) => /update|permission add|create|reset/.test(line))).toEqual([]);
  });

  test('adds a second secret when told to, and consents when told to', async () => {
    const { lines } = await runAz(existing, { app: there, hasPrincipal: true }, (code) =>
      code.replace('add_credential=auto', 'add_credential=yes').replace('admin_consent=no', 'admin_consent=yes'),
    );
    expect(lines.filter((line) => line.includes('credential reset'))).toEqual([
      expect.stringContaining('--append --display-name Latchkey --end-date 20'),
    ]);
    expect(lines.filter((line) => line.includes('admin-consent'))).toHaveLength(1);
  });
});
