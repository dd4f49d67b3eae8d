import { z } from 'zod';
import { type CloudId, findCloud } from './clouds.ts';
import { parseJson, request } from './http.ts';

const drive = z.object({ webUrl: z.url() });
const site = z.object({ webUrl: z.url() });
const organization = z.object({ value: z.array(z.object({ displayName: z.string() })) });

type Ask = { cloud: CloudId; accessToken: string };

/** Reads from Graph; undefined when Graph refuses or answers otherwise: nothing here is worth failing a connection. */
async function read<T>({ cloud, accessToken }: Ask, path: string, schema: z.ZodType<T>): Promise<T | undefined> {
  const headers = { authorization: `Bearer ${accessToken}`, accept: 'application/json' };
  const answer = await request(`${findCloud(cloud).graphUrl}/v1.0${path}`, { headers }).catch(() => undefined);
  if (answer?.status !== 200) return undefined;
  return schema.safeParse(parseJson(answer.text)).data;
}

/** The address of the account's OneDrive, which lies on the tenant's `-my` host. */
export async function readDriveUrl(ask: Ask): Promise<string | undefined> {
  return (await read(ask, '/me/drive?$select=id,driveType,webUrl', drive))?.webUrl;
}

/** The address of the tenant's root site; needs `Sites.Read.All`. */
export async function readRootSiteUrl(ask: Ask): Promise<string | undefined> {
  return (await read(ask, '/sites/root?$select=siteCollection,webUrl', site))?.webUrl;
}

/** What the tenant calls itself, where the granted scopes allow to ask. */
export async function readTenantName(ask: Ask): Promise<string | undefined> {
  return (await read(ask, '/organization?$select=displayName', organization))?.value[0]?.displayName;
}
