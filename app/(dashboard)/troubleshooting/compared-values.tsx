import { CopyField } from '#components/copy-field';
import type { ComparedValue } from '#lib/troubleshooting/compare';
import type { Compared } from '#lib/troubleshooting/pages';

const anchorOf = (id: Compared) => `compare-${id}`;

interface ComparedValuesProps {
  values: readonly ComparedValue[];
  /** The integration the values belong to; absent if none is chosen. */
  name: string | undefined;
  /** Shown if an integration can be chosen. */
  hint: string | undefined;
}

/** The values that Latchkey sends, each with its place at Microsoft. */
export function ComparedValues({ values, name, hint }: ComparedValuesProps) {
  return (
    <section aria-labelledby="values" className="grid gap-4">
      <div className="grid gap-1">
        <h2 id="values" className="font-semibold text-base">
          Values to compare{name ? ` for ${name}` : ''}
        </h2>
        <p className="max-w-prose text-muted-foreground">
          As Latchkey sends them. What stands in the app registration or the tenant must be the same to the letter.
          {hint}
        </p>
      </div>
      <dl className="grid gap-x-8 gap-y-4 lg:grid-cols-2">
        {values.map(({ id, label, value, where }) => (
          <div key={id} id={anchorOf(id)} className="grid min-w-0 scroll-mt-16 content-start gap-1">
            <dt className="font-medium">{label}</dt>
            <dd className="grid min-w-0 gap-1">
              <CopyField text={value} label={label.toLowerCase()} className="whitespace-pre-line" />
              <span className="text-muted-foreground text-xs">{where}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Links to the values on the page that matter for an error. */
export function CompareLinks({ values, ids }: { values: readonly ComparedValue[]; ids: readonly Compared[] }) {
  const compared = values.filter(({ id }) => ids.includes(id));
  if (compared.length === 0) return null;
  return (
    <p>
      <span className="text-muted-foreground">Compare </span>
      {compared.map(({ id, label }, index) => (
        <span key={id}>
          {index > 0 ? ', ' : ''}
          <a href={`#${anchorOf(id)}`} className="rounded-sm text-link underline-offset-4 hover:underline">
            {label}
          </a>
        </span>
      ))}
    </p>
  );
}
