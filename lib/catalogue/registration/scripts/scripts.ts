import { includesPersonal } from '#lib/account-types';
import { isSandbox, realCloud } from '#lib/clouds';
import type { CredentialKind, RegistrationChoice } from '../../types.ts';
import { requiredAccess } from '../access.ts';
import { PORTAL_ACCOUNT_TYPES } from '../portal.ts';
import { azScript } from './az.ts';
import { graphScript } from './graph.ts';
import type { RegistrationPlan } from './plan.ts';
import { powerShellScript } from './power-shell.ts';

/** What a person chose for a script. */
export type ScriptChoice = RegistrationChoice & {
  displayName: string;
  /** The client ID of an existing registration, to which missing things are added. If empty, a new one is created. */
  clientId: string;
  /** Where the registration lives or shall live; empty: the tenant one is signed in to. */
  homeTenantId: string;
  credential: CredentialKind;
};

// "Validation differences by supported account types": 90 characters where personal accounts may sign in.
const longestName = 90;
const shorten = (name: string) =>
  name
    .slice(0, longestName)
    .replace(/\p{Surrogate}$/u, '')
    .trim();

/** Works out what a registration for this choice consists of. */
function registrationPlan(choice: ScriptChoice): RegistrationPlan {
  const { redirectUri, clientId, homeTenantId, credential, accountTypes } = choice;
  const isForPersonal = includesPersonal(accountTypes);
  return {
    displayName: isForPersonal ? shorten(choice.displayName) : choice.displayName,
    redirectUri,
    clientId,
    homeTenantId,
    credential,
    cloud: realCloud(choice.cloud),
    signInAudience: PORTAL_ACCOUNT_TYPES[accountTypes].signInAudience,
    isForPersonal,
    tellsRoles: choice.permissionType === 'application',
    ...requiredAccess(choice),
  };
}

/** A script to take away. */
export type RegistrationScript = { id: 'az' | 'powershell' | 'graph'; label: string; fileName: string; code: string };

/**
 * The scripts that register the app for exactly this choice, or add to an existing registration what it lacks; none
 * for the sandbox, which needs no registration.
 */
export function registrationScripts(choice: ScriptChoice): RegistrationScript[] {
  if (isSandbox(choice.cloud)) return [];
  const plan = registrationPlan(choice);
  return [
    { id: 'az', label: 'Azure CLI', fileName: 'register-latchkey-az.sh', code: azScript(plan) },
    { id: 'powershell', label: 'PowerShell', fileName: 'register-latchkey.ps1', code: powerShellScript(plan) },
    { id: 'graph', label: 'Graph calls', fileName: 'register-latchkey-graph.sh', code: graphScript(plan) },
  ];
}
