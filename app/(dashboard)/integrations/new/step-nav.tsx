import { Check } from 'lucide-react';
import { cn } from '#components/ui/cn';
import { STEPS } from './steps';

interface StepNavProps {
  step: number;
  /** The furthest step that was opened. Every step up to it can be opened again. */
  reached: number;
  /** The steps that something is missing on. */
  incomplete: readonly number[];
  onGo: (step: number) => void;
}

const mark =
  'flex size-6 shrink-0 items-center justify-center rounded-full border border-input font-medium text-xs tabular-nums group-aria-[current=step]:border-primary group-aria-[current=step]:bg-primary group-aria-[current=step]:text-primary-foreground';

/** Shows which step is open and links to earlier ones. */
export function StepNav({ step, reached, incomplete, onGo }: StepNavProps) {
  return (
    <nav aria-label="Steps" className="mb-6 noscript:hidden">
      <ol className="grid grid-cols-4 gap-2">
        {STEPS.map(({ id, title }, index) => (
          <li key={id}>
            <button
              type="button"
              onClick={() => onGo(index)}
              disabled={index > reached}
              aria-current={index === step ? 'step' : undefined}
              className={cn(
                'group flex w-full items-center gap-2 rounded-md border-border border-t-2 pt-3 text-left font-medium text-muted-foreground text-sm outline-none focus-visible:ring-2 focus-visible:ring-ring focus-visible:ring-offset-2 focus-visible:ring-offset-background disabled:cursor-not-allowed aria-[current=step]:border-primary aria-[current=step]:text-foreground',
                index < step && 'border-primary/40',
              )}
            >
              <span aria-hidden="true" className={mark}>
                {index < step && !incomplete.includes(index) ? <Check className="size-3.5" /> : index + 1}
              </span>
              <span className="sr-only">Step {index + 1}: </span>
              <span className="sr-only md:not-sr-only">{title}</span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
