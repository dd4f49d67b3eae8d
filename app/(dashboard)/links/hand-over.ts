import { isSandbox } from '#lib/clouds';
import { env, isLoopback } from '#lib/env';
import { findIntegrationById } from '#lib/integrations/integrations';
import type { IntegrationDetail } from '#lib/integrations/schema';
import { isProved } from '#lib/integrations/verification';
import { findLink } from '#lib/links/links';
import type { MadeLink } from '#lib/links/schema';
import { composeMessages } from './compose';
import type { Made } from './form-state';
import { linkTitle } from './words';

function warningsOf(integrations: readonly IntegrationDetail[]): string[] {
  const { publicUrl } = env();
  const local = isLoopback(publicUrl)
    ? [`It opens on this machine only: PUBLIC_URL is ${publicUrl}. Set your public address before you send links.`]
    : [];
  const unproved = integrations.filter((one) => !isSandbox(one.cloud) && !isProved(one.verdict));
  const untried = unproved.map(
    ({ displayName }) => `${displayName} is not verified yet: verify it before you send this.`,
  );
  return [...local, ...untried];
}

/** What is shown of a link that was just made, so that it can be handed over. */
export async function handOver({ id, url, expiresAt }: MadeLink): Promise<Made> {
  const link = await findLink(id);
  if (!link) throw new Error('The link that was just made is gone.');
  const found = await Promise.all(link.integrationIds.map((one) => findIntegrationById(one)));
  return {
    id,
    url,
    expiresAt: expiresAt.toISOString(),
    messages: await composeMessages(link),
    title: linkTitle(link),
    account: link.expectedEmail,
    warnings: warningsOf(found.flatMap((integration) => integration ?? [])),
  };
}
