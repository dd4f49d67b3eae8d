import Link from 'next/link';
import { ProviderGlyph } from '#components/provider-glyph';
import { FieldSet } from '#components/ui/field';
import { PROVIDERS } from '#lib/integrations/catalogue/providers';
import { requestedNames, requestedScopes } from '#lib/integrations/catalogue/schema';
import { withProvider } from '../form-values';
import { ChoiceCard } from '../parts/choice-card';
import { PresetPicker } from '../parts/preset-picker';
import { ScopePicker } from '../parts/scope-picker';
import { ScopeWarnings } from '../parts/scope-warnings';
import { SharePointNote } from '../parts/share-point-note';
import type { StepProps } from './step-props';

function ProviderLinks() {
  return (
    <p className="hidden text-muted-foreground noscript:block">
      Presets of another product:{' '}
      {PROVIDERS.map(({ id, displayName }) => (
        <Link key={id} href={`/integrations/new?provider=${id}`} className="mr-3 text-link underline">
          {displayName}
        </Link>
      ))}
    </p>
  );
}

/** Which product, and what may be done there. */
export function ProductStep({ values, setValues, errors, taken }: StepProps) {
  const patch = (change: Partial<typeof values>) => setValues((before) => ({ ...before, ...change }));
  const fromPresets = requestedScopes({ ...values, scopes: [] });
  const requested = requestedScopes(values);
  return (
    <>
      <FieldSet legend="Product" error={errors.provider}>
        <div className="grid gap-3 sm:grid-cols-2">
          {PROVIDERS.map(({ id, displayName, description }) => (
            <ChoiceCard
              key={id}
              type="radio"
              name="provider"
              value={id}
              checked={values.provider === id}
              onPick={() => setValues((before) => withProvider(before, id, taken))}
              title={displayName}
              description={description}
              media={<ProviderGlyph provider={id} />}
            />
          ))}
        </div>
        <ProviderLinks />
      </FieldSet>
      <PresetPicker
        provider={values.provider}
        presets={values.presets}
        onChange={(presets) => patch({ presets })}
        error={errors.presets}
      />
      <SharePointNote graph={requested.graph} className="max-w-prose text-muted-foreground" />
      <ScopePicker
        scopes={values.scopes}
        otherScopes={values.otherScopes}
        covered={requestedNames(fromPresets)}
        onScopes={(scopes) => patch({ scopes })}
        onOther={(otherScopes) => patch({ otherScopes })}
        error={errors.scopes}
      />
      <ScopeWarnings requested={requested} accountTypes={values.accountTypes} />
    </>
  );
}
