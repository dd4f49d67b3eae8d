import { readHosts } from '#lib/connections/tokens/columns';
import type { Vended } from '#lib/connections/tokens/vend';
import { vendedShape } from './shapes.ts';

/** An answer as JSON, its length in bytes, and the time from which it is another one (in milliseconds since 1970). */
type Body = { text: string; bytes: number; until: number };

const bodies = new WeakMap<Vended['row']['reading'], Body>();

/** The first end of a token still to come: from then on, an answer from the same rows says something else. */
function nextEnd({ row, config, now }: Vended): number {
  const hosts = readHosts(row.hosts).flatMap(({ expiresAt }) => expiresAt?.getTime() ?? []);
  const ends = [row.token_expires_at.getTime(), config.sharepointAccessToken?.expires_at ?? 0, ...hosts];
  return Math.min(...ends.filter((end) => end > now.getTime()));
}

/** Whether an answer consists of nothing but its rows and what `nextEnd` knows of the time. */
const isKeepable = ({ row, refreshToken, unrenewed }: Vended) =>
  row.last_vended_at !== null && row.last_failure === null && refreshToken === undefined && unrenewed.length === 0;

function bodyOf(vended: Vended): Body {
  const text = JSON.stringify(vendedShape(vended));
  return { text, bytes: Buffer.byteLength(text), until: nextEnd(vended) };
}

/** The answer to a token request as JSON. It is kept for as long as the rows stay as they were read. */
export function vendBody(vended: Vended): Body {
  if (!isKeepable(vended)) return bodyOf(vended);
  const { reading, now } = vended.row;
  const known = bodies.get(reading);
  if (known && now.getTime() < known.until) return known;
  const body = bodyOf(vended);
  bodies.set(reading, body);
  return body;
}
