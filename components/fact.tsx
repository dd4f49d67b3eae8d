import type { ReactNode } from 'react';
import { CopyButton } from './copy-button';

/** A name and its value, inside a `dl`. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid min-w-0 gap-0.5">
      <dt className="text-muted-foreground text-xs">{name}</dt>
      <dd className="wrap-anywhere min-w-0 max-w-prose text-sm">{children}</dd>
    </div>
  );
}

/** An id to copy. */
export function IdFact({ name, value }: { name: string; value: string }) {
  return (
    <Fact name={name}>
      <span className="flex min-w-0 items-center gap-1">
        <code className="break-all font-mono text-xs leading-5">{value}</code>
        <CopyButton text={value} label={name.toLowerCase()} />
      </span>
    </Fact>
  );
}
