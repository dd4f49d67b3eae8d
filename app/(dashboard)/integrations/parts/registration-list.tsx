import { ExternalLink, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { CopyField } from '#components/copy-field';
import { Folded } from '#components/folded';
import type { RegistrationStep } from '#lib/catalogue/types';

function Copies({ copy = [] }: Pick<RegistrationStep, 'copy'>) {
  return copy.map(({ label, value }) => (
    <div key={label} className="grid gap-1">
      <span className="text-muted-foreground text-xs">{label}</span>
      <CopyField text={value} label={label} />
    </div>
  ));
}

function Links({ links = [] }: Pick<RegistrationStep, 'links'>) {
  if (links.length === 0) return null;
  return (
    <p className="flex flex-wrap gap-x-4 gap-y-1">
      {links.map(({ label, href }) => (
        <a
          key={href}
          href={href}
          target="_blank"
          rel="noreferrer"
          className="inline-flex items-center gap-1 rounded-sm text-link underline-offset-4 hover:underline"
        >
          {label}
          <ExternalLink aria-hidden="true" className="size-3.5" />
          <span className="sr-only">(opens in a new tab)</span>
        </a>
      ))}
    </p>
  );
}

interface StepItemProps {
  step: RegistrationStep;
  mark: ReactNode;
}

function StepItem({ step, mark }: StepItemProps) {
  return (
    <li className="grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-3">
      <span
        aria-hidden="true"
        className="flex size-7 items-center justify-center rounded-full bg-secondary font-medium text-secondary-foreground text-xs tabular-nums"
      >
        {mark}
      </span>
      <div className="grid max-w-prose gap-2 pt-1">
        <h4 className="font-medium leading-5">{step.title}</h4>
        {step.body.map((paragraph) => (
          <p key={paragraph} className="break-words text-muted-foreground">
            {paragraph}
          </p>
        ))}
        <Copies {...(step.copy ? { copy: step.copy } : {})} />
        <Links {...(step.links ? { links: step.links } : {})} />
      </div>
    </li>
  );
}

/** The steps for registering the app, with the exact values to copy. Optional ones are folded at the end. */
export function RegistrationList({ steps }: { steps: readonly RegistrationStep[] }) {
  const needed = steps.filter(({ optional }) => !optional);
  const optional = steps.filter((step) => step.optional);
  return (
    <div className="grid gap-6">
      <ol className="grid gap-6">
        {needed.map((step, index) => (
          <StepItem key={step.id} step={step} mark={index + 1} />
        ))}
      </ol>
      {optional.length > 0 ? (
        <Folded
          title={optional.length === 1 ? '1 optional step' : `${optional.length} optional steps`}
          hint="nothing of this is needed for a first connection"
        >
          <ul className="grid gap-6">
            {optional.map((step) => (
              <StepItem key={step.id} step={step} mark={<Plus className="size-3.5" />} />
            ))}
          </ul>
        </Folded>
      ) : null}
    </div>
  );
}
