import { clearBroken, markBroken } from '#lib/integrations/registration';
import type { Registration } from '#lib/integrations/schema';
import type { Grant } from '#lib/microsoft/client';
import { asMicrosoftError } from '#lib/microsoft/errors';
import { describeFailure } from '../failure.ts';

/**
 * Redeems what brings a first grant, and notes on the integration whether Microsoft accepts its credential.
 * @throws MicrosoftError
 */
export async function redeemFor(registration: Registration, redeem: () => Promise<Grant>): Promise<Grant> {
  try {
    const grant = await redeem();
    await clearBroken(registration.id);
    return grant;
  } catch (error) {
    const refusal = asMicrosoftError(error);
    const { id, credentialIds } = registration;
    const failure = describeFailure(refusal);
    const reason = `${failure.message} ${failure.fix}`;
    if (refusal.closes === 'integration') await markBroken(id, { code: failure.code, reason, credentialIds });
    throw refusal;
  }
}
