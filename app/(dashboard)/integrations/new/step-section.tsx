import type { ReactNode } from 'react';
import { cn } from '#components/ui/cn';
import { STEPS } from './steps';

interface StepSectionProps {
  index: number;
  step: number;
  description: string;
  children: ReactNode;
}

/**
 * One step of the form. The other steps stay in the page, hidden, so that typed values are kept. Without JavaScript all
 * steps are visible.
 */
export function StepSection({ index, step, description, children }: StepSectionProps) {
  const title = STEPS[index]?.title ?? '';
  return (
    <section
      data-step={index}
      aria-labelledby={`step-${index}`}
      className={cn('grid gap-6 noscript:mb-10 noscript:grid', index !== step && 'hidden')}
    >
      <div className="grid gap-1">
        <h2 id={`step-${index}`} tabIndex={-1} className="font-semibold text-lg leading-6 outline-none">
          {title}
        </h2>
        <p className="text-muted-foreground">{description}</p>
      </div>
      {children}
    </section>
  );
}
