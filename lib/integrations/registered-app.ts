import { type Application, readApplication } from '#lib/microsoft/app-directory';
import { appToken } from '#lib/microsoft/client';
import { findCloud } from '#lib/microsoft/clouds';
import type { Registration } from './schema.ts';

/** Where an app is registered, as far as anybody said: the home tenant, or the one tenant it is for. */
export function homeTenantOf({
  homeTenantId,
  accountTypes,
  tenantId,
}: Pick<Registration, 'accountTypes' | 'tenantId'> & { homeTenantId: string | null }): string | null {
  return homeTenantId ?? (accountTypes === 'single-tenant' ? tenantId : null);
}

/** A token for Graph as the app itself in a tenant, with whichever credential is accepted. @throws MicrosoftError */
export async function graphAppToken(registration: Registration, tenant: string): Promise<string> {
  const { graphResource } = findCloud(registration.cloud);
  const { access_token } = await appToken(registration, { tenant, resource: graphResource });
  return access_token;
}

/** The registration of an integration's app as Graph tells it. @throws MicrosoftError, HttpFailure */
export async function findApplication(
  registration: Registration,
  tenant: string,
): Promise<Application | 'forbidden' | 'missing'> {
  const accessToken = await graphAppToken(registration, tenant);
  return readApplication({ cloud: registration.cloud, accessToken }, registration.clientId);
}
