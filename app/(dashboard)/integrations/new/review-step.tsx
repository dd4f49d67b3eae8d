import { NameFields } from '../parts/name-fields';
import type { StepProps } from './step-props';
import { Summary, type SummaryProps } from './summary';

interface ReviewStepProps extends Omit<StepProps, 'taken'> {
  summary: Omit<SummaryProps, 'values'>;
}

/** The step that names the integration and shows everything once more before it is created. */
export function ReviewStep({ values, setValues, errors, summary }: ReviewStepProps) {
  return (
    <>
      <NameFields
        values={values}
        onChange={(change) => setValues((before) => ({ ...before, ...change }))}
        errors={errors}
        keyHint="What your backend names it by, as provider_config_key. Letters, digits, spaces and ~ : . @ _ - are possible."
      />
      <div className="rounded-lg border border-border p-4 lg:hidden noscript:hidden">
        <Summary values={values} {...summary} />
      </div>
    </>
  );
}
