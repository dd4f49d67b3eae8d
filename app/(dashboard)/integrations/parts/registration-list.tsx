import { ExternalLink } from 'lucide-react';
import { CopyField } from '#components/copy-field';
import { Badge } from '#components/ui/badge';
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

/** All steps for registering the app, with the exact values to copy. */
export function RegistrationList({ steps }: { steps: readonly RegistrationStep[] }) {
  return (
    <ol className="grid gap-6">
      {steps.map((step, index) => (
        <li key={step.id} className="grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-3">
          <span
            aria-hidden="true"
            className="flex size-7 items-center justify-center rounded-full bg-secondary font-medium text-secondary-foreground text-xs tabular-nums"
          >
            {index + 1}
          </span>
          <div className="grid max-w-prose gap-2 pt-1">
            <h3 className="flex flex-wrap items-center gap-2 font-medium leading-5">
              {step.title}
              {step.optional ? <Badge variant="outline">Optional</Badge> : null}
            </h3>
            {step.body.map((paragraph) => (
              <p key={paragraph} className="break-words text-muted-foreground">
                {paragraph}
              </p>
            ))}
            <Copies {...(step.copy ? { copy: step.copy } : {})} />
            <Links {...(step.links ? { links: step.links } : {})} />
          </div>
        </li>
      ))}
    </ol>
  );
}
