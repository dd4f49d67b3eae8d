import { z } from 'zod';
import type { Failure } from './schema.ts';

const contexts = z.object({ essential: z.boolean().optional(), value: z.string().optional() }).loose();
const challenge = z.object({
  access_token: z.object({ acrs: contexts.optional() }).loose().optional(),
  id_token: z.object({ acrs: contexts.optional() }).loose().optional(),
});

function authenticationContext(claims: string): string | undefined {
  try {
    const { access_token, id_token } = challenge.parse(JSON.parse(claims));
    return access_token?.acrs?.value ?? id_token?.acrs?.value;
  } catch {
    return undefined;
  }
}

// Second factor asked for, or yet to be set up (microsoft identity platform, AADSTS codes).
const secondFactor = new Set([50072, 50074, 50076, 50078, 50079, 50158]);

/** What the next sign-in will ask besides, because Microsoft demanded it; undefined when nothing is kept for it. */
export function describeStepUp(claims: string | null, reason: Pick<Failure, 'aadsts'> | null): string | undefined {
  if (!claims) return undefined;
  const kept = 'Microsoft’s demand is kept and goes along with every reauthorize link';
  const context = authenticationContext(claims);
  if (context) return `${kept}: sign-in asks for the authentication context ${context} of the organization.`;
  if (secondFactor.has(reason?.aadsts ?? 0)) return `${kept}: sign-in asks for multi-factor authentication (MFA).`;
  return `${kept}: sign-in checks the organization’s access policy (Conditional Access) anew.`;
}
