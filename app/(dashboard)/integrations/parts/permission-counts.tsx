import { CircleAlert } from 'lucide-react';
import { useId } from 'react';
import { type Audience, admitsPersonal, permissionCounts } from '#lib/catalogue/scope-warnings';
import type { ScopeChoice } from '#lib/catalogue/types';

interface PermissionCountsProps {
  choice: ScopeChoice;
  audience: Audience;
}

/** How many permissions the registration will list for each API, and how many it may list if that limit is low. */
export function PermissionCounts({ choice, audience }: PermissionCountsProps) {
  const counts = permissionCounts(choice, audience);
  const id = useId();
  const isLimited = admitsPersonal(audience);
  if (counts.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span id={id} className="text-muted-foreground">
        To register
      </span>
      <dl aria-labelledby={id} className="flex flex-wrap gap-2">
        {counts.map(({ title, count, limit }) => (
          <div key={title} className="flex items-center gap-2 rounded-full border border-border px-3 py-1 text-xs">
            <dt>{title}</dt>
            <dd className={count > limit ? 'flex items-center gap-1 text-danger tabular-nums' : 'tabular-nums'}>
              {count > limit ? <CircleAlert aria-hidden="true" className="size-3.5" /> : null}
              {isLimited ? `${count}/${limit}` : count}
              {isLimited ? <span className="sr-only"> permissions, the most a registration takes</span> : null}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
