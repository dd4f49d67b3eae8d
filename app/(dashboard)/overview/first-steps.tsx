import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { TitledCard } from '#components/titled-card';
import { ButtonLink } from '#components/ui/button-link';
import { cn } from '#components/ui/cn';
import { SandboxButton } from '../integrations/parts/sandbox-button';

interface FirstStepsProps {
  hasIntegration: boolean;
  openLinks: number;
  mayChange: boolean;
  hasSandbox: boolean;
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

function statesOf(hasIntegration: boolean, openLinks: number): [StepState, StepState, StepState] {
  if (!hasIntegration) return ['current', 'ahead', 'ahead'];
  return openLinks === 0 ? ['done', 'current', 'ahead'] : ['done', 'done', 'current'];
}

/** The steps to a first connection. The next one has a button. */
export function FirstSteps({ hasIntegration, openLinks, mayChange, hasSandbox }: FirstStepsProps) {
  const [first, second, third] = statesOf(hasIntegration, openLinks);
  const forAdmins = (actions: ReactNode) => (mayChange ? actions : null);
  return (
    <TitledCard
      title="Three steps to a first connection"
      description={
        mayChange ? 'Nothing is connected yet.' : 'Nothing is connected yet. An admin or owner takes these steps.'
      }
    >
      <ol className="grid gap-6">
        <Step
          number={1}
          state={first}
          title="Add an integration"
          actions={forAdmins(
            <>
              <ButtonLink href="/integrations/new">Add an integration</ButtonLink>
              {hasSandbox ? <SandboxButton /> : null}
            </>,
          )}
        >
          One app registration at Microsoft: its client ID, its secret and what to ask for. The sandbox app needs
          nothing registered and has pretend accounts.
        </Step>
        <Step
          number={2}
          state={second}
          title="Create a connect link"
          actions={forAdmins(<ButtonLink href="/links?new=1">Create link</ButtonLink>)}
        >
          For yourself or for an end user. It says who asks and for what before anything happens.
        </Step>
        <Step
          number={3}
          state={third}
          title="Open it and consent"
          actions={<ButtonLink href="/links">Go to the link</ButtonLink>}
        >
          Whoever opens it signs in at Microsoft. The connection appears here with its tokens, ready for your backend.
        </Step>
      </ol>
    </TitledCard>
  );
}
