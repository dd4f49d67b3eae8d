import { ConfirmFields } from '#components/confirm-fields';
import { FormAlert } from '#components/form-alert';
import type { FormState } from '../form-state';

/**
 * Shows the result of the last attempt when it concerns no single field, or asks the operator to confirm their
 * identity.
 */
export function FormAlerts({ state }: { state: Pick<FormState, 'message' | 'error' | 'confirm'> }) {
  if (state.confirm) return <ConfirmFields confirm={state.confirm} />;
  return <FormAlert error={state.error} message={state.message} />;
}
