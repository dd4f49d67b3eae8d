import { z } from 'zod';
import type { CloudId } from '#lib/clouds';
import { findCloud } from './clouds.ts';
import { MicrosoftError } from './errors.ts';
import type { GraphAccess } from './graph.ts';
import { parseJson, request } from './http.ts';

const list = <T extends z.ZodType>(of: T) =>
  z
    .array(of)
    .nullish()
    .transform((found) => found ?? []);
const uris = z
  .object({ redirectUris: list(z.string()) })
  .nullish()
  .transform((found) => found?.redirectUris ?? []);
const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

const passwordCredential = z.object({
  keyId: z.string(),
  /** The value's first three characters. */
  hint: z.string().nullish(),
  displayName: z.string().nullish(),
  endDateTime: instant,
});

const keyCredential = z.object({
  keyId: z.string(),
  displayName: z.string().nullish(),
  endDateTime: instant,
  /** The certificate's SHA-1 thumbprint, in hexadecimal or in base64. */
  customKeyIdentifier: z.string().nullish(),
});

const applicationSchema = z.object({
  displayName: z.string().nullish(),
  signInAudience: z.string().nullish(),
  web: uris,
  spa: uris,
  publicClient: uris,
  passwordCredentials: list(passwordCredential),
  keyCredentials: list(keyCredential),
  requiredResourceAccess: list(
    z.object({
      resourceAppId: z.string(),
      resourceAccess: list(z.object({ id: z.string(), type: z.enum(['Scope', 'Role']).catch('Role') })),
    }),
  ),
});

/** An app registration as Graph returns it (application resource type); it never holds a secret's value. */
export type Application = z.output<typeof applicationSchema>;

const members =
  'displayName,signInAudience,web,spa,publicClient,passwordCredentials,keyCredentials,requiredResourceAccess';

const graphError = z.object({ error: z.object({ code: z.string() }) });

/** The code of a refusal by Graph; undefined for an error page of a gateway in between. */
const refusalCode = (text: string) => graphError.safeParse(parseJson(text)).data?.error.code;

/**
 * Reads an app registration in its home tenant. `forbidden`: the app lacks Application.Read.All there; `missing`: the
 * tenant has an entry of the app but is not where it is registered. Both only when Graph says just that ("Microsoft
 * Graph error responses"). @throws MicrosoftError with the status of every other answer, HttpFailure
 */
export async function readApplication(
  { cloud, accessToken }: GraphAccess,
  clientId: string,
): Promise<Application | 'forbidden' | 'missing'> {
  const { graphUrl } = findCloud(cloud);
  const url = `${graphUrl}/v1.0/applications(appId='${encodeURIComponent(clientId)}')?$select=${members}`;
  const headers = { authorization: `Bearer ${accessToken}`, accept: 'application/json' };
  const answer = await request(url, { headers });
  const code = refusalCode(answer.text);
  if (answer.status === 403 && code === 'Authorization_RequestDenied') return 'forbidden';
  if (answer.status === 404 && code === 'Request_ResourceNotFound') return 'missing';
  const application = applicationSchema.safeParse(parseJson(answer.text));
  if (answer.status !== 200 || !application.success) throw new MicrosoftError({ status: answer.status });
  return application.data;
}

const oauthRefusal = z.object({ error: z.string(), error_codes: z.array(z.number()).catch([]) });
/** Codes for a tenant that does not exist, belongs to another cloud, or has an invalid name. */
const tenantCodes = [90002, 90038, 90023, 900021];

function saysNoTenant(body: unknown): boolean {
  const { data } = oauthRefusal.safeParse(body);
  return (
    data !== undefined && (data.error === 'invalid_tenant' || data.error_codes.some((one) => tenantCodes.includes(one)))
  );
}

/**
 * Whether a cloud knows an authority: a tenant by id or domain, or `organizations` and its like.
 * @throws HttpFailure; MicrosoftError for an answer that does not say
 */
export async function authorityExists(cloud: CloudId, authority: string): Promise<boolean> {
  const { loginUrl } = findCloud(cloud);
  const url = `${loginUrl}/${encodeURIComponent(authority)}/v2.0/.well-known/openid-configuration`;
  const answer = await request(url);
  const body = parseJson(answer.text);
  // A gateway has pages of these statuses too, but does not name the tenant as the reason.
  if ((answer.status === 400 || answer.status === 404) && saysNoTenant(body)) return false;
  const document = z.object({ token_endpoint: z.string() }).safeParse(body);
  if (answer.status !== 200 || !document.success) throw new MicrosoftError({ status: answer.status });
  return true;
}
