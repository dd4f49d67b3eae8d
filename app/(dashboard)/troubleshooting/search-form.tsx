import { Button } from '#components/ui/button';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { NativeSelect } from '#components/ui/native-select';
import type { TroubleshootingQuery } from './query';

interface SearchFormProps {
  query: TroubleshootingQuery;
  integrations: readonly { uniqueKey: string; displayName: string }[];
  /** Key of the chosen integration. */
  chosen: string | undefined;
}

/** A form for a code and an integration. It is a plain one, so that its URL can be saved and shared. */
export function SearchForm({ query, integrations, chosen }: SearchFormProps) {
  return (
    <search>
      <form action="/troubleshooting" className="grid max-w-3xl gap-3 sm:grid-cols-[1fr_1fr_auto] sm:items-end">
        <Field label="Error code">
          <Input
            name="code"
            key={query.typed}
            defaultValue={query.typed}
            placeholder="AADSTS50105"
            autoComplete="off"
          />
        </Field>
        {integrations.length > 0 ? (
          <Field label="Integration">
            <NativeSelect name="integration" key={chosen} defaultValue={chosen ?? ''}>
              <option value="">None in particular</option>
              {integrations.map(({ uniqueKey, displayName }) => (
                <option key={uniqueKey} value={uniqueKey}>
                  {displayName}
                </option>
              ))}
            </NativeSelect>
          </Field>
        ) : null}
        <Button type="submit">Explain the error</Button>
      </form>
    </search>
  );
}
