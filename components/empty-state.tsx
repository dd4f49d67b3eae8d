import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  icon?: LucideIcon;
  title: string;
  description: ReactNode;
  actions?: ReactNode;
}

/** Says why there is nothing here and what to do about it. */
export function EmptyState({ icon: Icon, title, description, actions }: EmptyStateProps) {
  return (
    <div className="grid justify-items-center gap-4 rounded-lg border border-edge border-dashed px-6 py-12 text-center">
      {Icon ? (
        <span className="rounded-lg bg-secondary p-2.5 text-muted-foreground">
          <Icon aria-hidden="true" className="size-5" />
        </span>
      ) : null}
      <div className="grid max-w-md gap-1">
        <h2 className="font-semibold text-base">{title}</h2>
        <p className="text-muted-foreground text-sm">{description}</p>
      </div>
      {actions ? <div className="flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  );
}
