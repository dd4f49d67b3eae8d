import { LoaderCircle } from 'lucide-react';
import { type ReactNode, startTransition } from 'react';
import { Button } from '#components/ui/button';
import { cn } from '#components/ui/cn';
import type { FormState } from '../form-state';
import { FormAlerts } from './form-alerts';

interface KeptFormProps {
  /** The integration's row. */
  id: string;
  state: Pick<FormState, 'message' | 'error' | 'confirm'>;
  submit: (form: FormData) => void;
  isPending: boolean;
  /** What its button says. */
  button: string;
  className: string;
  children: ReactNode;
}

/** Changes an integration. The form sends itself, because React would empty its fields after an action. */
export function KeptForm({ id, state, submit, isPending, button, className, children }: KeptFormProps) {
  return (
    <form
      action={submit}
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        startTransition(() => submit(form));
      }}
      noValidate
      className={cn('grid', className)}
    >
      <FormAlerts state={state} />
      <input type="hidden" name="id" value={id} />
      {children}
      <div>
        <Button type="submit" aria-disabled={isPending || undefined}>
          {isPending ? <LoaderCircle aria-hidden="true" className="animate-spin" /> : null}
          {button}
        </Button>
      </div>
    </form>
  );
}
