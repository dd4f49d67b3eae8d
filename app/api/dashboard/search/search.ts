import type { SearchAnswer } from '#components/frame/use-search-hits';
import { requireOperatorForRequest } from '#lib/auth/session';
import { listConnections } from '#lib/connections/connections';
import { listIntegrations } from '#lib/integrations/integrations';
import { listLinks } from '#lib/links/links';
import { findCodes, readCode } from '#lib/troubleshooting/explain';
import { troubleshootingPath } from '../../../(dashboard)/failure-help';
import { integrationPath } from '../../../(dashboard)/integrations/paths';
import { linksPath } from '../../../(dashboard)/links/paths';
import { linkTitle, STATE_LABELS } from '../../../(dashboard)/links/words';

type Hits = SearchAnswer[keyof SearchAnswer];

const connectionsShown = 6;
const othersShown = 4;

async function connectionHits(search: string): Promise<Hits> {
  const found = await listConnections({ search }, { limit: connectionsShown });
  return found.map(({ id, displayName, username, integrationName }) => ({
    href: `/connections/${id}`,
    title: displayName === username ? username : `${displayName}, ${username}`,
    detail: integrationName,
  }));
}

async function linkHits(search: string): Promise<Hits> {
  const { links } = await listLinks({ search });
  return links.slice(0, othersShown).map((link) => ({
    href: linksPath({ link: link.id }),
    title: linkTitle(link),
    detail: STATE_LABELS[link.state],
  }));
}

async function integrationHits(search: string): Promise<Hits> {
  const wanted = search.toLowerCase();
  const found = (await listIntegrations()).filter(({ displayName, uniqueKey, clientId }) =>
    [displayName, uniqueKey, clientId].some((text) => text.toLowerCase().includes(wanted)),
  );
  return found.slice(0, othersShown).map(({ displayName, uniqueKey }) => ({
    href: integrationPath(uniqueKey),
    title: displayName,
    detail: uniqueKey,
  }));
}

/** The dialog itself offers a code that was typed in full. */
function codeHits(search: string): Hits {
  const typed = readCode(search);
  return findCodes(search)
    .filter(({ code }) => code !== typed)
    .slice(0, othersShown)
    .map(({ code, meaning }) => ({
      href: troubleshootingPath({ code }),
      title: `AADSTS${code}`,
      detail: meaning,
    }));
}

/** Finds people, links, integrations and Microsoft's codes for the search dialog. */
export async function answerSearch(request: Request): Promise<Response> {
  const operator = await requireOperatorForRequest(request, 'viewer');
  if (operator instanceof Response) return operator;
  const text = (new URL(request.url).searchParams.get('q') ?? '').trim().slice(0, 200);
  const [connections, links, integrations] = text
    ? await Promise.all([connectionHits(text), linkHits(text), integrationHits(text)])
    : [[], [], []];
  const answer: SearchAnswer = { connections, links, integrations, codes: codeHits(text) };
  return Response.json(answer, { headers: { 'Cache-Control': 'no-store' } });
}
