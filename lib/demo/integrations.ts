import type { Actor } from '#lib/audit/schema';
import { createIntegration } from '#lib/integrations/integrations';
import { newIntegrationSchema } from '#lib/integrations/schema';
import { type Mark, saveMark } from './mark.ts';
import { registerApp } from './sandbox-control.ts';

type Plan = {
  name: string;
  accountTypes: 'organizations' | 'organizations-and-personal';
  roles: string[];
  settings: Record<string, unknown>;
};

const secretDays = 12;

const plans = {
  files: {
    name: 'Demo files',
    accountTypes: 'organizations-and-personal',
    roles: [],
    settings: { provider: 'one-drive', presets: ['files-read'] },
  },
  mail: {
    name: 'Demo mail',
    accountTypes: 'organizations-and-personal',
    roles: [],
    settings: { provider: 'outlook', presets: ['mail-read'] },
  },
  tenants: {
    name: 'Demo directory',
    accountTypes: 'organizations',
    roles: ['User.Read.All', 'Organization.Read.All'],
    settings: {
      provider: 'microsoft-entra-id',
      permissionType: 'application',
      presets: [],
      exactScopes: ['User.Read.All', 'Organization.Read.All'],
    },
  },
} as const satisfies Record<string, { readonly [Part in keyof Plan]: Readonly<Plan[Part]> }>;

export type DemoIntegration = { id: string; uniqueKey: string; clientId: string };
export type DemoIntegrations = Record<keyof typeof plans, DemoIntegration>;

async function make(which: keyof typeof plans, mark: Mark, by: Actor): Promise<DemoIntegration> {
  const { name, accountTypes, roles, settings } = plans[which];
  const app = await registerApp({ name, accountTypes, roles });
  mark.clientIds.push(app.clientId);
  await saveMark(mark);
  const ends = new Date(Date.now() + secretDays * 86_400_000).toISOString().slice(0, 10);
  const input = newIntegrationSchema.parse({
    ...settings,
    ...app,
    uniqueKey: `demo-${which}`,
    displayName: name,
    cloud: 'sandbox',
    accountTypes,
    ...(which === 'mail' && { secretExpiresAt: ends }),
  });
  const { id, uniqueKey } = await createIntegration(input, by);
  mark.integrationIds.push(id);
  await saveMark(mark);
  return { id, uniqueKey, clientId: app.clientId };
}

/**
 * Makes the demo's integrations, each with an app of its own at the sandbox, and notes them in the mark one by one, so
 * that they can be removed wherever this stops.
 * @throws IntegrationError
 */
export async function makeIntegrations(mark: Mark, by: Actor): Promise<DemoIntegrations> {
  return {
    files: await make('files', mark, by),
    mail: await make('mail', mark, by),
    tenants: await make('tenants', mark, by),
  };
}
