import { REAL_CLOUDS } from '#lib/clouds';
import { CREDENTIAL_KINDS } from '../../../types.ts';
import { registrationScripts, type ScriptChoice } from '../scripts.ts';

export const redirectUri = 'https://connect.example.com/oauth/callback';

export const choice: ScriptChoice = {
  provider: 'one-drive',
  presets: ['file-picker'],
  scopes: [],
  accountTypes: 'organizations',
  redirectUri,
  cloud: 'global',
  displayName: 'Acme Connect',
  clientId: '',
  homeTenantId: '',
  credential: 'client_secret',
};

export const existing: ScriptChoice = { ...choice, clientId: '11111111-1111-4111-8111-111111111111' };

/** One script's text. */
export function codeOf(id: 'az' | 'powershell' | 'graph', of: ScriptChoice = choice): string {
  return registrationScripts(of).find((one) => one.id === id)?.code ?? '';
}

/** Each cloud and credential, for a new registration and for one that exists. */
export const everyChoice: readonly ScriptChoice[] = REAL_CLOUDS.flatMap((cloud) =>
  CREDENTIAL_KINDS.flatMap((credential) =>
    [choice, existing].map(({ clientId }) => ({ ...choice, cloud, credential, clientId })),
  ),
);
