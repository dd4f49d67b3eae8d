import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { ownPalettes } from '#lib/branding/theme/schema';

interface AccentFieldProps {
  value: string;
  onChange: (value: string) => void;
  error: string[] | undefined;
}

/** A colour to type, with the browser's own picker beside it. */
export function AccentField({ value, onChange, error }: AccentFieldProps) {
  const shown = /^#[0-9a-f]{6}$/i.test(value) ? value : ownPalettes.light.primary;
  return (
    <div className="flex items-start gap-2">
      <Field
        label="Accent colour"
        hint="Of the button and links, as # and six digits. Words on it stay readable whatever you choose."
        error={error}
        optional
        className="min-w-0 grow"
      >
        <Input
          name="accent"
          value={value}
          onChange={(event) => onChange(event.target.value)}
          maxLength={7}
          placeholder={ownPalettes.light.primary}
          className="font-mono"
          autoComplete="off"
          spellCheck={false}
        />
      </Field>
      <input
        type="color"
        aria-label="Pick the accent colour"
        value={shown}
        onChange={(event) => onChange(event.target.value)}
        className="mt-6.5 h-9 w-12 shrink-0 cursor-pointer rounded-md border border-input bg-field p-1 focus-visible:outline-2 focus-visible:outline-ring focus-visible:outline-offset-2"
      />
    </div>
  );
}
