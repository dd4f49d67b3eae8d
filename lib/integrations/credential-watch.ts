import { audit } from '#lib/audit/audit';
import { db } from '#lib/db';
import { log } from '#lib/log';
import { explain } from '#lib/microsoft/aadsts';
import type { CredentialWatch } from '#lib/microsoft/client-credential';
import type { MicrosoftError } from '#lib/microsoft/errors';
import { putNotice, withdrawNotices } from '#lib/notices/notices';
import { countUnrefused, setRefused, unsetRefused } from './credential-store.ts';
import { credentialName } from './schema.ts';

/** Key prefix of the notice that one credential is refused. */
export const refusedKey = (credentialId: string) => `credential_refused:${credentialId}`;

/** A refusal described for operators: its code, what happened and what to do. */
export function credentialRefusal({ facts, cause }: MicrosoftError): { code: string; message: string; fix: string } {
  const { aadsts, oauthError } = facts;
  if (oauthError === 'assertion_unreadable') {
    const reason = cause instanceof Error ? ` ${cause.message}` : '';
    const fix = 'See that the token is where the credential says, and that Latchkey may read it.';
    return { code: oauthError, message: `The federated token could not be read.${reason}`, fix };
  }
  const { meaning, operator } = explain(aadsts, oauthError);
  const code = aadsts ? `AADSTS${aadsts}` : (oauthError ?? 'unknown');
  return { code, message: meaning, fix: operator };
}

/** Stores that Microsoft refused one credential, and puts one notice for operators when another is left to use. */
async function noteRefused(id: string, error: MicrosoftError): Promise<void> {
  const { code, message, fix } = credentialRefusal(error);
  await db().$transaction(async (tx) => {
    const refused = await setRefused(tx, { id, code });
    if (!refused) return;
    const { integrationId } = refused;
    const { count, uniqueKey, displayName } = await countUnrefused(tx, integrationId);
    const name = credentialName(refused);
    const detail = { code, credential: name };
    const subject = `integration:${uniqueKey}`;
    await audit(tx, { actor: 'system', action: 'integration.credential-refused', subject, detail });
    if (count === 0) return;
    await putNotice(tx, {
      kind: 'credential_refused',
      level: 'warning',
      dedupeKey: refusedKey(id),
      integrationId,
      message: `Microsoft refuses the ${name} of ${displayName} (${code}); the other credential is used instead. ${message}`,
      fix,
    });
  });
}

async function noteAccepted(id: string): Promise<void> {
  await db().$transaction(async (tx) => {
    if (await unsetRefused(tx, id)) await withdrawNotices(tx, { keyPrefix: refusedKey(id) });
  });
}

async function loggingFailure(work: Promise<void>): Promise<void> {
  // A token has been received; it must not be lost because a note about it cannot be written.
  await work.catch((error: unknown) => log().error({ error }, 'what became of a credential could not be noted'));
}

/**
 * Records which credentials Microsoft accepts and refuses. `refused` contains those that were already marked as
 * refused.
 */
export function watchCredentials(refused: ReadonlySet<string>): CredentialWatch {
  return {
    refused: (id, error) => loggingFailure(noteRefused(id, error)),
    accepted: (id) => (refused.has(id) ? loggingFailure(noteAccepted(id)) : Promise.resolve()),
  };
}
