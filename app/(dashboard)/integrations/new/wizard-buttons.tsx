import { ArrowLeft, ArrowRight, LoaderCircle } from 'lucide-react';
import { Button } from '#components/ui/button';
import { STEPS } from './steps';

interface WizardButtonsProps {
  step: number;
  isPending: boolean;
  /** The fields of the open step that are empty or wrong, by their names. */
  missing: readonly string[];
  onBack: () => void;
}

/** Back, Continue and Create, and what is missing before the next step opens. */
export function WizardButtons({ step, isPending, missing, onBack }: WizardButtonsProps) {
  const isLast = step === STEPS.length - 1;
  return (
    <div className="mt-8 grid gap-3 border-border border-t pt-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Button variant="outline" onClick={onBack} disabled={step === 0} className="noscript:hidden">
          <ArrowLeft aria-hidden="true" />
          Back
        </Button>
        <Button type="submit" aria-disabled={isPending || undefined} aria-describedby="still-missing">
          {isPending ? <LoaderCircle aria-hidden="true" className="animate-spin" /> : null}
          <span className={isLast ? undefined : 'hidden noscript:inline'}>
            {isPending ? 'Creating and verifying' : 'Create integration'}
          </span>
          {isLast ? null : (
            <>
              <span className="noscript:hidden">Continue</span>
              <ArrowRight aria-hidden="true" className="noscript:hidden" />
            </>
          )}
        </Button>
      </div>
      <p id="still-missing" className="text-right text-muted-foreground empty:hidden">
        {missing.length > 0 ? `Still to correct: ${missing.join(', ')}` : null}
      </p>
    </div>
  );
}
