import Form from 'next/form';
import { Button } from '#components/ui/button';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { NativeSelect } from '#components/ui/native-select';

interface SearchFormProps {
  typed: string;
  integrations: readonly { uniqueKey: string; displayName: string }[];
  /** Key of the chosen integration. */
  chosen: string | undefined;
}

/** A search for codes. It is part of the address, so that what was found can be saved and shared. */
export function SearchForm({ typed, integrations, chosen }: SearchFormProps) {
  return (
    <search>
      <Form action="/troubleshooting" className="grid max-w-3xl gap-3 sm:grid-cols-[2fr_1fr_auto] sm:items-end">
        <Field label="Code, or what the person sees">
          <Input
            type="search"
            name="q"
            key={typed}
            defaultValue={typed}
            placeholder="AADSTS50105, or “cannot get there from here”"
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
        <Button type="submit">Search</Button>
      </Form>
    </search>
  );
}
