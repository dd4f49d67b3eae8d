import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { addMadeCertificate, listCredentials } from '#lib/integrations/credentials';
import { listNotices } from '#lib/notices/notices';
import { versionOf } from '#lib/version';
import { jar } from '../../../../../scripts/testing/browser-jar.ts';
import { tenMinutesPass } from '../../../../../scripts/testing/operators.ts';
import { addEveryRole, become, form as formOf } from '../../../../../scripts/testing/signed-in.ts';
import { actor, type Made, World } from '../../../../../scripts/testing/world.ts';
import { dismiss } from '../../../notices/actions.ts';
import { GET } from '../certificate/[id]/route.ts';
import {
  dropCredential,
  makeCertificate,
  pasteCertificate,
  saveExpiry,
  saveFederated,
  tryAgain,
  verify,
} from './actions.ts';

vi.mock('next/headers', async () => (await import('../../../../../scripts/testing/browser-jar.ts')).nextHeaders);
vi.mock('next/cache', async () => (await import('../../../../../scripts/testing/browser-jar.ts')).nextCache);

let world: World;
let made: Made;

beforeAll(async () => {
  world = await World.start();
  await addEveryRole();
});
afterAll(() => world.stop());
beforeEach(async () => {
  jar.clear();
  made = await world.integrate();
});

const form = (fields: Record<string, string> = {}) => formOf({ integrationId: made.id, ...fields });

const actions = {
  makeCertificate: () => makeCertificate({}, form({ months: '12' })),
  pasteCertificate: () => pasteCertificate({}, form({ certificate: 'x' })),
  saveFederated: () => saveFederated({}, form({ place: 'variable', source: 'LATCHKEY_ASSERTION_X' })),
  saveExpiry: async () => saveExpiry({}, form({ id: (await only()).id, secretExpiresAt: '2099-01-31' })),
  tryAgain: async () => tryAgain(form({ id: (await only()).id })),
  dropCredential: async () => dropCredential(form({ id: (await only()).id, evenLast: 'true' })),
  verify: () => verify({}, form()),
  dismiss: () => dismiss(form({ id: made.id })),
};

async function only() {
  const [credential] = await listCredentials(made.id);
  if (!credential) throw new Error('there is none');
  return credential;
}

const cases = Object.entries(actions).flatMap(([name, call]) =>
  ['stranger', 'viewer'].map((caller) => ({ name, call, caller })),
);

test.each(cases)('$name changes nothing for a $caller', async ({ call, caller }) => {
  await become(caller);
  const before = await listCredentials(made.id);
  const digest = caller === 'stranger' ? expect.stringContaining('/sign-in') : 'NEXT_HTTP_ERROR_FALLBACK;403';
  await expect(call()).rejects.toMatchObject({ digest });
  expect(await listCredentials(made.id)).toEqual(before);
});

describe('an admin', () => {
  beforeEach(() => become('admin'));

  test('makes a certificate; a third credential is refused with a sentence', async () => {
    expect(await actions.makeCertificate()).toHaveProperty('message');
    expect(await actions.makeCertificate()).toMatchObject({ error: expect.stringContaining('Remove the one') });
    expect(await makeCertificate({}, form({ months: '25' }))).toMatchObject({
      errors: { months: ['At most 24 months.'] },
    });
  });

  test('reads at the field what is wrong with what was typed', async () => {
    expect(await actions.pasteCertificate()).toMatchObject({ errors: { certificate: [expect.any(String)] } });
    const elsewhere = await saveFederated({}, form({ place: 'file', source: '/etc/passwd' }));
    expect(elsewhere).toMatchObject({ errors: { source: [expect.any(String)] } });
    const { id } = await only();
    const past = await saveExpiry({}, form({ id, secretExpiresAt: '2001-01-31' }));
    expect(past).toMatchObject({ errors: { secretExpiresAt: [expect.stringContaining('has passed')] } });
  });

  test('notes an expiry, removes the last credential only when that is meant, and verifies without one', async () => {
    const { id } = await only();
    expect(await actions.saveExpiry()).toHaveProperty('message');
    expect((await only()).expiresAt).toEqual(new Date('2099-01-31'));
    expect(await dropCredential(form({ id }))).toHaveProperty('error');
    expect(await dropCredential(form({ id, evenLast: 'true' }))).toEqual({});
    expect(await listCredentials(made.id)).toEqual([]);
    expect(await actions.verify()).toHaveProperty('message');
  });

  const guarded = ['makeCertificate', 'pasteCertificate', 'saveFederated', 'dropCredential'] as const;

  test.each(guarded)('%s asks who is there more than ten minutes after the sign-in', async (name) => {
    await tenMinutesPass();
    const before = await listCredentials(made.id);
    expect(await actions[name]()).toMatchObject({ confirm: { password: true } });
    expect(await listCredentials(made.id)).toEqual(before);
  });

  test('an expiry form without its date changes nothing', async () => {
    await actions.saveExpiry();
    expect(await saveExpiry({}, form({ id: (await only()).id }))).toHaveProperty('error');
    expect((await only()).expiresAt).toEqual(new Date('2099-01-31'));
  });

  test('an expiry noted in another tab is not overwritten unseen', async () => {
    await actions.saveExpiry();
    const { id } = await only();
    const late = { id, secretExpiresAt: '2098-01-31', version: versionOf('') };
    const refused = await saveExpiry({}, form(late));
    expect(refused).toMatchObject({ error: expect.stringContaining('another tab'), values: '2098-01-31' });
    expect((await only()).expiresAt).toEqual(new Date('2099-01-31'));
    const { version = '' } = refused;
    expect(await saveExpiry({}, form({ ...late, version }))).toHaveProperty('message');
    expect((await only()).expiresAt).toEqual(new Date('2098-01-31'));
  });

  test('puts a notice away', async () => {
    await saveExpiry(
      {},
      form({
        id: (await only()).id,
        secretExpiresAt: new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10),
      }),
    );
    const [notice] = await listNotices(made.id);
    await dismiss(form({ id: notice?.id ?? '' }));
    expect(await listNotices(made.id)).toEqual([]);
  });
});

describe('the .cer file', () => {
  const request = new Request('http://localhost:3000');
  const get = (uniqueKey: string, id: string) => GET(request, { params: Promise.resolve({ uniqueKey, id }) });

  test('is the certificate in DER, for viewers too, and of this integration only', async () => {
    const { id } = await addMadeCertificate(made, 6, actor);
    await expect(get(made.uniqueKey, id)).rejects.toHaveProperty('digest');
    await become('viewer');
    const answer = await get(encodeURIComponent(made.uniqueKey), id);
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${made.uniqueKey}.cer"`);
    const certificate = new X509Certificate(Buffer.from(await answer.arrayBuffer()));
    expect(certificate.subject).toContain('CN=Latchkey');
    const other = await world.integrate();
    expect((await get(other.uniqueKey, id)).status).toBe(404);
    expect((await get('%', id)).status).toBe(404);
    expect((await get(made.uniqueKey, 'no-id')).status).toBe(404);
  });
});
