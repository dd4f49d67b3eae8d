import { Field } from '#components/ui/field';
import { NativeSelect } from '#components/ui/native-select';
import { linkLanguages } from '#lib/links/schema';
import { LANGUAGE_LABELS, LIVES } from './words';

interface LinkFieldsProps {
  values: { life: string; language: string };
  errors: { life?: string; language?: string };
  /** In seconds. Shorter durations are not offered. */
  leastLife?: number;
}

/** Fields for the link's duration and the language of its page. */
export function LinkFields({ values, errors, leastLife = 0 }: LinkFieldsProps) {
  return (
    <>
      <Field label="Valid for" error={errors.life}>
        <NativeSelect name="life" defaultValue={values.life}>
          {LIVES.filter(({ seconds }) => seconds >= leastLife).map(({ seconds, label }) => (
            <option key={seconds} value={seconds}>
              {label}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field label="Language of the page" error={errors.language}>
        <NativeSelect name="language" defaultValue={values.language}>
          <option value="">That of the browser</option>
          {linkLanguages.map((language) => (
            <option key={language} value={language}>
              {LANGUAGE_LABELS[language]}
            </option>
          ))}
        </NativeSelect>
      </Field>
    </>
  );
}
