import { ConfirmFields } from '#components/confirm-fields';
import { FormAlert } from '#components/form-alert';
import type { FormState } from '../form-state';

/** Says how the last attempt went, when no field is to blame; also asks who is there, where that is to be confirmed. */
export function FormAlerts({ state }: { state: Pick<FormState, 'message' | 'error' | 'confirm'> }) {
  if (state.confirm) return <ConfirmFields confirm={state.confirm} />;
  return <FormAlert error={state.error} message={state.message} />;
}
