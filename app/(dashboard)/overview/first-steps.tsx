import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { TitledCard } from '#components/titled-card';
import { ButtonLink } from '#components/ui/button-link';
import { cn } from '#components/ui/cn';
import { SandboxButton } from '../integrations/parts/sandbox-button';
import { DismissSteps } from './dismiss-steps';

interface FirstStepsProps {
  hasIntegration: boolean;
  openLinks: number;
  /** The first connection, whose token no backend has fetched yet; undefined while there is none. */
  connection: { id: string } | undefined;
  /** Whether a backend has fetched a token. */
  isFetched: boolean;
  mayChange: boolean;
  hasSandbox: boolean;
  /** The button that fills the sandbox with demo data, where it may be pressed. */
  demo: ReactNode;
}

type StepState = 'done' | 'current' | 'ahead';

interface StepProps {
  number: number;
  state: StepState;
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}

const stateWords = { done: 'Done', current: 'Next', ahead: 'Later' } as const;

function Step({ number, state, title, actions, children }: StepProps) {
  return (
    <li className="flex gap-4">
      <span
        aria-hidden="true"
        className={cn(
          'flex size-7 shrink-0 items-center justify-center rounded-full border font-medium tabular-nums',
          state === 'current' && 'border-primary bg-primary text-primary-foreground',
          state === 'done' && 'border-success/25 bg-success-soft text-success',
          state === 'ahead' && 'border-edge text-muted-foreground',
        )}
      >
        {state === 'done' ? <Check className="size-4" /> : number}
      </span>
      <div className="grid min-w-0 gap-1 pt-0.5">
        <h3 className="font-medium">
          {title}
          <span className="sr-only"> ({stateWords[state]})</span>
        </h3>
        <p className="max-w-prose text-muted-foreground">{children}</p>
        {state === 'current' && actions ? <div className="mt-2 flex flex-wrap gap-2">{actions}</div> : null}
      </div>
    </li>
  );
}

type Standing = Pick<FirstStepsProps, 'hasIntegration' | 'connection' | 'isFetched'>;

function statesOf({ hasIntegration, connection, isFetched }: Standing): [StepState, StepState, StepState] {
  if (isFetched) return ['done', 'done', 'done'];
  if (connection) return ['done', 'done', 'current'];
  return hasIntegration ? ['done', 'current', 'ahead'] : ['current', 'ahead', 'ahead'];
}

/** The steps until a backend has fetched a first token. The next one has a button. */
export function FirstSteps({ mayChange, hasSandbox, openLinks, demo, ...standing }: FirstStepsProps) {
  const [first, second, third] = statesOf(standing);
  const forAdmins = (actions: ReactNode) => (mayChange ? actions : null);
  return (
    <TitledCard
      title="Three steps to a first token"
      description={mayChange ? 'From an empty installation to your backend.' : 'An admin or owner takes these steps.'}
      contentClassName="grid gap-6"
    >
      <ol className="grid gap-6">
        <Step
          number={1}
          state={first}
          title="Add an integration"
          actions={forAdmins(
            <>
              <ButtonLink href="/integrations/new">Add an integration</ButtonLink>
              {hasSandbox ? <SandboxButton leadsTo="link" /> : null}
            </>,
          )}
        >
          One app registration at Microsoft: its client ID, its secret and what to ask for. The sandbox app needs
          nothing registered and has pretend accounts. End users read your name and logo on the connect page: set them
          under Settings, Branding.
        </Step>
        <Step
          number={2}
          state={second}
          title="Connect an account"
          actions={
            openLinks > 0 ? (
              <ButtonLink href="/links">Go to the link</ButtonLink>
            ) : (
              forAdmins(<ButtonLink href="/links?new=1">Create link</ButtonLink>)
            )
          }
        >
          Create a connect link and open it, or send it to somebody. Whoever opens it reads who asks and for what, signs
          in at Microsoft and consents.
        </Step>
        <Step
          number={3}
          state={third}
          title="Fetch the token from your backend"
          actions={
            standing.connection ? (
              <ButtonLink href={`/connections/${standing.connection.id}#use-it`}>Make the first call</ButtonLink>
            ) : null
          }
        >
          One call with an API key brings a fresh token each time. This step is done when the first call arrives.
        </Step>
      </ol>
      <div className="flex flex-wrap gap-2">
        {demo}
        <DismissSteps />
      </div>
    </TitledCard>
  );
}
