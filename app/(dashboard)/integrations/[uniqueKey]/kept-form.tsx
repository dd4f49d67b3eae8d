import { LoaderCircle } from 'lucide-react';
import { type ReactNode, startTransition } from 'react';
import { Button } from '#components/ui/button';
import { cn } from '#components/ui/cn';
import { useShownVersion } from '#components/use-shown-version';
import type { FormState } from '../form-state';
import { FormAlerts } from './form-alerts';

interface KeptFormProps {
  /** The integration's row. */
  id: string;
  /** Of what the form is filled with. */
  version: string;
  state: Pick<FormState, 'message' | 'error' | 'confirm' | 'version'>;
  submit: (form: FormData) => void;
  isPending: boolean;
  /** What its button says. */
  button: string;
  className: string;
  children: ReactNode;
}

/** Changes an integration. The form sends itself, because React would empty its fields after an action. */
export function KeptForm({ id, version, state, submit, isPending, button, className, children }: KeptFormProps) {
  const shown = useShownVersion(version, state);
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
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="version" value={shown} />
      {children}
      {/* Beside the button: a long form has scrolled its top out of sight. */}
      <FormAlerts state={state} />
      <div>
        <Button type="submit" aria-disabled={isPending || undefined}>
          {isPending ? <LoaderCircle aria-hidden="true" className="animate-spin" /> : null}
          {button}
        </Button>
      </div>
    </form>
  );
}
