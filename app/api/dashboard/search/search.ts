import type { SearchAnswer } from '#components/frame/use-search-hits';
import { requireOperatorForRequest } from '#lib/auth/session';
import { listConnections } from '#lib/connections/connections';
import { listIntegrations } from '#lib/integrations/integrations';
import { listLinks } from '#lib/links/links';
import { findCodes, readCode } from '#lib/troubleshooting/explain';
import { troubleshootingPath } from '../../../(dashboard)/failure-help';
import { integrationPath, TAB_LABELS } from '../../../(dashboard)/integrations/paths';
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

const embedWords = ['embed', 'embedding', 'embedded', 'latchkey.js', 'snippet', 'iframe', 'popup'];
const pickerWords = ['picker', 'file', 'files', 'try', 'the'];
const leastLetters = 3;

/** Whether each typed word begins one of these or is part of a text, and one of them begins one of these. */
function asksFor(search: string, names: readonly string[], texts: readonly string[]): boolean {
  const typed = search.toLowerCase().split(/\s+/);
  const isName = (word: string) => names.some((name) => name.startsWith(word));
  const isPart = (word: string) => texts.some((text) => text.toLowerCase().includes(word));
  return (
    typed.some((word) => word.length >= leastLetters && isName(word)) &&
    typed.every((word) => isName(word) || isPart(word))
  );
}

/** Where the code for customers' pages is, the file picker's too. */
async function embedHits(search: string): Promise<Hits> {
  const names = [...embedWords, ...(/pick/i.test(search) ? pickerWords : [])];
  const found = (await listIntegrations()).filter(({ displayName, uniqueKey }) =>
    asksFor(search, names, [displayName, uniqueKey]),
  );
  return found.slice(0, othersShown).map(({ displayName, uniqueKey }) => ({
    href: integrationPath(uniqueKey, { tab: 'embed' }),
    title: `${TAB_LABELS.embed}: ${displayName}`,
    detail: 'Code for your product',
  }));
}

async function pickerHits(search: string): Promise<Hits> {
  if (!/pick/i.test(search)) return [];
  const found = (await listConnections({ status: 'healthy' }, { limit: connectionsShown })).filter(
    ({ accountKind, username, displayName }) =>
      accountKind !== 'tenant' && asksFor(search, pickerWords, [username, displayName]),
  );
  return found.map(({ id, username }) => ({
    href: `/connections/${id}/picker`,
    title: `Try the picker: ${username}`,
    detail: 'File picker',
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
  const [connections, links, integrations, embeds, pickers] = text
    ? await Promise.all([
        connectionHits(text),
        linkHits(text),
        integrationHits(text),
        embedHits(text),
        operator.role === 'viewer' ? [] : pickerHits(text),
      ])
    : [[], [], [], [], []];
  const answer: SearchAnswer = {
    connections: [...connections, ...pickers],
    links,
    integrations: [...integrations, ...embeds],
    codes: codeHits(text),
  };
  return Response.json(answer, { headers: { 'Cache-Control': 'no-store' } });
}
