import { ConfirmFields } from '#components/confirm-fields';
import { Alert } from '#components/ui/alert';
import type { FormState } from '../form-state';

/** How the last attempt went, when no field is to blame; also asks who is there, where that is to be confirmed. */
export function FormAlerts({ state }: { state: Pick<FormState, 'message' | 'error' | 'confirm'> }) {
  if (state.confirm) return <ConfirmFields confirm={state.confirm} />;
  if (state.error)
    return (
      <Alert variant="danger" role="alert">
        {state.error}
      </Alert>
    );
  if (state.message)
    return (
      <Alert variant="success" role="status">
        {state.message}
      </Alert>
    );
  return null;
}
