import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { addressedResources } from '#lib/catalogue/scope-warnings';
import type { ScopeChoice } from '#lib/catalogue/types';
import { resourceUrlField } from '../form-values';

interface ResourceUrlFieldsProps {
  choice: ScopeChoice;
  resourceUrls: Readonly<Record<string, string>>;
  onChange: (resourceUrls: Record<string, string>) => void;
  error: readonly string[] | undefined;
}

/** Fields for the addresses that the chosen permissions need because they differ per customer. */
export function ResourceUrlFields({ choice, resourceUrls, onChange, error }: ResourceUrlFieldsProps) {
  return addressedResources(choice).map(({ id, title, addressHint }) => (
    <Field
      key={id}
      label={`${title}: environment URL`}
      optional
      hint={`${addressHint}. Leave it empty when every customer has one of their own; each connect session then names it as environmentUrl.`}
      error={error}
    >
      <Input
        name={resourceUrlField(id)}
        value={resourceUrls[id] ?? ''}
        onChange={(event) => onChange({ ...resourceUrls, [id]: event.target.value })}
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        className="font-mono text-[13px]"
      />
    </Field>
  ));
}
