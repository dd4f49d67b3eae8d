import { CopyField } from '#components/copy-field';
import type { ComparedValue } from '#lib/troubleshooting/compare';

/** Values as Latchkey sends them, each with where it stands at Microsoft. */
export function ComparedValues({ values }: { values: readonly ComparedValue[] }) {
  return (
    <dl className="grid gap-3">
      {values.map(({ id, label, value, where }) => (
        <div key={id} className="grid min-w-0 gap-1">
          <dt className="font-medium">{label}</dt>
          <dd className="grid min-w-0 gap-1">
            <CopyField text={value} label={label.toLowerCase()} className="whitespace-pre-line" />
            <span className="text-muted-foreground text-xs">{where}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
