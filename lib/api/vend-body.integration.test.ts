import { afterAll, beforeAll, expect, test } from 'vitest';
import { openConfigOf } from '#lib/connections/tokens/opened';
import { type Vended, vend } from '#lib/connections/tokens/vend';
import { writeVends } from '#lib/connections/tokens/vend-row';
import { hashToken } from '#lib/ids';
import { type Known, mira, World } from '../../scripts/testing/world.ts';
import { vendedShape } from './shapes.ts';
import { vendBody } from './vend-body.ts';

let world: World;
let known: Known;

beforeAll(async () => {
  world = await World.start();
  known = await world.connect(await world.integrate(), mira);
  await world.vend(known);
  await writeVends();
});
afterAll(() => world.stop());

async function vended(changes: Partial<Parameters<typeof vend>[0]> = {}): Promise<Vended> {
  const { connectionId, uniqueKey } = known;
  const answer = await vend({
    keyHash: hashToken(world.key),
    uniqueKey,
    connectionId,
    refresh: 'when-due',
    refreshToken: 'omit',
    credentials: 'required',
    ...changes,
  });
  if (!('accessToken' in answer)) throw new Error('There was no token.');
  return answer;
}

/** What would be handed out for the same rows at another time. */
function at(answer: Vended, milliseconds: number): Vended {
  const now = new Date(milliseconds);
  const row = { ...answer.row, now };
  return { ...answer, row, now, config: openConfigOf(row) };
}

const plainly = (answer: Vended) => JSON.stringify(vendedShape(answer));

test('one text is kept while the rows stay the same, and made anew once they change', async () => {
  const [first, second] = [vendBody(await vended()), vendBody(await vended())];
  expect(second).toBe(first);
  await world.sql(`update connection set metadata = '{"is":"größer"}' where id = $1`, [known.id]);
  const third = vendBody(await vended());
  expect(third.text).toContain('größer');
  expect(third.bytes).toBe(Buffer.byteLength(third.text));
  await world.sql(`update connection set metadata = '{}' where id = $1`, [known.id]);
});

test('what a text says of the time is right at any time', async () => {
  const answer = await vended();
  const sharePoint = answer.config.sharepointAccessToken?.expires_at ?? 0;
  expect(sharePoint).toBeGreaterThan(answer.now.getTime());
  const hours = Array.from({ length: 30 }, (_, hour) => answer.now.getTime() + hour * 3_600_000);
  for (const time of [sharePoint - 1, sharePoint, sharePoint + 1, ...hours].toSorted((one, other) => one - other)) {
    const then = at(answer, time);
    expect(vendBody(then).text).toBe(plainly(then));
  }
  expect(vendBody(at(answer, sharePoint)).text).not.toContain('sharepointAccessToken');
});

test('a refresh token is in the one answer that asked for it', async () => {
  const withIt = vendBody(await vended({ refreshToken: 'include' }));
  expect(withIt.text).toContain('refresh_token');
  expect(vendBody(await vended()).text).not.toContain('refresh_token"');
});

test('a connection that was never used before names the time of each use', async () => {
  await world.sql('update connection set last_vended_at = null where id = $1', [known.id]);
  const answer = await vended();
  const later = at(answer, answer.now.getTime() + 5_000);
  for (const one of [answer, later]) expect(vendBody(one).text).toBe(plainly(one));
});
