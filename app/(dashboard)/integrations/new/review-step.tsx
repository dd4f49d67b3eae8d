import { KeyField } from '../parts/name-fields';
import type { StepProps } from './step-props';
import { Summary, type SummaryProps } from './summary';

interface ReviewStepProps extends StepProps {
  summary: Omit<SummaryProps, 'values'>;
}

/** The step that shows everything once more before the integration is created. */
export function ReviewStep({ values, setValues, errors, summary }: ReviewStepProps) {
  return (
    <>
      <KeyField
        uniqueKey={values.uniqueKey}
        onChange={(uniqueKey) => setValues((before) => ({ ...before, uniqueKey }))}
        error={errors.uniqueKey}
        hint="What your backend names it by, as provider_config_key. Letters, digits, spaces and ~ : . @ _ - are possible."
      />
      <div className="rounded-lg border border-border p-4 noscript:hidden">
        <Summary values={values} {...summary} />
      </div>
    </>
  );
}
