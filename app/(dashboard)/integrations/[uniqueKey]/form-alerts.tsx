import { Alert } from '#components/ui/alert';
import type { FormState } from '../form-state';

/** How the last attempt went, when no field is to blame. */
export function FormAlerts({ state }: { state: Pick<FormState, 'message' | 'error'> }) {
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
