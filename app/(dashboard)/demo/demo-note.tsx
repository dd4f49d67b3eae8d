import { ConfirmButton } from '#components/confirm-button';
import { Alert, AlertDescription, AlertTitle } from '#components/ui/alert';
import { fill, takeAway } from './actions';

/** A button that fills the sandbox with demo data. */
export function FillDemoButton() {
  return (
    <ConfirmButton
      action={fill}
      destructive={false}
      title="Fill with demo data?"
      description="Three integrations, forty people and three tenants of the sandbox are added, in every state and with thirty days behind them. It takes some seconds. Your own data is not touched, your webhook endpoints hear nothing of it, and it can be removed again."
      confirmLabel="Fill with demo data"
    >
      Fill with demo data
    </ConfirmButton>
  );
}

function TakeAwayButton() {
  return (
    <ConfirmButton
      action={takeAway}
      size="sm"
      title="Remove the demo data?"
      description="The three integrations whose names begin with Demo are deleted with their people, tenants, links and history, also what you added to them. What operators did with them stays in the audit log and in the latest activity. Everything else stays."
      confirmLabel="Remove the demo data"
    >
      Remove the demo data
    </ConfirmButton>
  );
}

interface DemoNoteProps {
  state: 'absent' | 'filling' | 'filled';
  mayChange: boolean;
}

/** Says that there is demo data, or what it would be, with the button for the other. */
export function DemoNote({ state, mayChange }: DemoNoteProps) {
  if (state === 'absent')
    return (
      <Alert variant="info">
        <AlertTitle>See it in use</AlertTitle>
        <AlertDescription className="text-foreground">
          Demo data shows every page with forty people of the sandbox in every state.
        </AlertDescription>
        {mayChange ? (
          <div className="pt-1">
            <FillDemoButton />
          </div>
        ) : null}
      </Alert>
    );
  return (
    <Alert variant="info">
      <AlertTitle>{state === 'filled' ? 'There is demo data here' : 'Demo data is being filled in'}</AlertTitle>
      <AlertDescription className="text-foreground">
        Integrations whose names begin with Demo, their people and their history are pretend.
      </AlertDescription>
      {mayChange ? (
        <div className="pt-1">
          <TakeAwayButton />
        </div>
      ) : null}
    </Alert>
  );
}
