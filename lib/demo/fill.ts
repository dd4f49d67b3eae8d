import { writeActivity } from '#lib/activity/record';
import { audit } from '#lib/audit/audit';
import type { Actor } from '#lib/audit/schema';
import { db } from '#lib/db';
import { IntegrationError } from '#lib/integrations/errors';
import { updateIntegration } from '#lib/integrations/integrations';
import { writeHistory } from './history.ts';
import { type DemoIntegrations, makeIntegrations } from './integrations.ts';
import { claimMark, hasDemo, type Mark, saveMark } from './mark.ts';
import { foldAudit } from './past.ts';
import { type DemoPerson, people, tenants } from './people.ts';
import { removeDemo } from './remove.ts';
import { meet, meetTenant } from './walks.ts';

const atOnce = 6;

/** Several people at a time, in their order. */
async function meetAll(crowd: readonly DemoPerson[], walk: (person: DemoPerson & { number: number }) => Promise<void>) {
  const waiting = crowd.map((person, index) => ({ ...person, number: index + 1 }));
  const one = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await walk(next);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}

async function fill({ files, mail, tenants: directory }: DemoIntegrations, by: Actor): Promise<void> {
  // The administrator of Fabrikam consents before the others of that tenant come.
  const [first, ...colleagues] = people.filter(({ integration }) => integration === 'mail');
  if (first) await meet({ ...first, number: 101 }, mail, by);
  await meetAll(
    people.filter(({ integration }) => integration === 'files'),
    (person) => meet(person, files, by),
  );
  await meetAll(colleagues, (person) => meet({ ...person, number: person.number + 101 }, mail, by));
  for (const tenant of tenants) await meetTenant(tenant, directory, by);
  // From now on mail asks for more than these people granted.
  await updateIntegration(mail.id, { presets: ['mail-read', 'mail-send'] }, by);
  await writeActivity();
  await writeHistory({ files, mail, tenants: directory });
}

/**
 * Fills the sandbox with forty people and three tenants in every state, and the month before. Does nothing where the
 * demo is there already. Where it fails, everything that it made is taken away again.
 * @throws IntegrationError `sandbox_off`, `sandbox_unreachable`, `duplicate_key`
 */
export async function fillDemo(by: Actor): Promise<void> {
  if (!hasDemo()) throw new IntegrationError('sandbox_off');
  const since = new Date();
  const mark: Mark = { integrationIds: [], clientIds: [] };
  if (!(await claimMark(mark))) return;
  try {
    await fill(await makeIntegrations(mark, by), by);
  } catch (error) {
    await removeDemo(by);
    throw error;
  }
  await db().$transaction(async (tx) => {
    await foldAudit(tx, mark.integrationIds, since);
    await saveMark({ ...mark, filledAt: new Date().toISOString() }, tx);
    const detail = { people: people.length, tenants: tenants.length };
    await audit(tx, { actor: by, action: 'demo.filled', subject: 'demo', detail });
  });
}
