import { randomUUID } from 'node:crypto';
import { readHosts } from '#lib/connections/tokens/columns';
import type { Vended } from '#lib/connections/tokens/vend';
import { vendedShape } from './shapes.ts';

/** What stands where a token belongs, in a text that is kept. */
const placeOf = { graph: randomUUID(), sharePoint: randomUUID() };
const places = new RegExp(`(${Object.values(placeOf).join('|')})`);

/** The text of an answer around its tokens, and the time from which it is another one (in milliseconds since 1970). */
type Around = { pieces: string[]; until: number };

const kept = new WeakMap<Vended['row']['reading'], Around>();

/** The first end of a token still to come: from then on, an answer from the same rows says something else. */
function nextEnd({ row, config, now }: Vended): number {
  const ends = readHosts(row.hosts).flatMap(({ expiresAt }) => expiresAt?.getTime() ?? []);
  const sharePoint = config.sharepointAccessToken?.expires_at;
  return Math.min(
    row.token_expires_at.getTime(),
    sharePoint ?? Number.POSITIVE_INFINITY,
    ...ends.filter((end) => end > now.getTime()),
  );
}

/** Whether an answer consists of nothing but its rows, its tokens and what `nextEnd` knows of the time. */
const isKeepable = ({ row, refreshToken }: Vended) =>
  row.last_vended_at !== null && row.last_failure === null && refreshToken === undefined;

function around(vended: Vended): Around {
  const { config } = vended;
  const { sharepointAccessToken: token } = config;
  const withPlaces = {
    ...vended,
    accessToken: placeOf.graph,
    config: token ? { ...config, sharepointAccessToken: { ...token, access_token: placeOf.sharePoint } } : config,
  };
  return { pieces: JSON.stringify(vendedShape(withPlaces)).split(places), until: nextEnd(vended) };
}

const quoted = (token: string) => JSON.stringify(token).slice(1, -1);

/**
 * The answer to a token request as JSON. As long as the rows stay as they were read, their text is kept, and only the
 * tokens, which are not kept, are put in.
 */
export function vendBody(vended: Vended): string {
  if (!isKeepable(vended)) return JSON.stringify(vendedShape(vended));
  const { reading } = vended.row;
  let found = kept.get(reading);
  if (!found || found.until <= vended.now.getTime()) {
    found = around(vended);
    kept.set(reading, found);
  }
  const graph = quoted(vended.accessToken);
  const { sharepointAccessToken: token } = vended.config;
  const sharePoint = token ? quoted(token.access_token) : '';
  let body = '';
  for (const piece of found.pieces)
    body += piece === placeOf.graph ? graph : piece === placeOf.sharePoint ? sharePoint : piece;
  return body;
}
