import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import type { StepProps } from './step-props';
import { Summary, type SummaryProps } from './summary';

interface ReviewStepProps extends Omit<StepProps, 'taken'> {
  summary: Omit<SummaryProps, 'values'>;
}

/** The step that names the integration and shows everything once more before it is created. */
export function ReviewStep({ values, setValues, errors, summary }: ReviewStepProps) {
  return (
    <>
      <Field label="Name" hint="End users read it on the connect page." error={errors.displayName}>
        <Input
          name="displayName"
          value={values.displayName}
          onChange={(event) => setValues((before) => ({ ...before, displayName: event.target.value }))}
          autoComplete="off"
        />
      </Field>
      <Field
        label="Key"
        hint="What your backend names it by, as provider_config_key. Letters, digits, spaces and ~ : . @ _ - are possible."
        error={errors.uniqueKey}
      >
        <Input
          name="uniqueKey"
          value={values.uniqueKey}
          onChange={(event) => setValues((before) => ({ ...before, uniqueKey: event.target.value }))}
          autoComplete="off"
          spellCheck={false}
          className="font-mono text-[13px]"
        />
      </Field>
      <div className="rounded-lg border border-border p-4 lg:hidden noscript:hidden">
        <Summary values={values} {...summary} />
      </div>
    </>
  );
}
