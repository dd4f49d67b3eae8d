import type { ReactNode } from 'react';
import { Breadcrumb, type Crumb } from './ui/breadcrumb';

interface PageHeaderProps {
  title: ReactNode;
  description?: ReactNode;
  /** The parent pages, without the page itself. */
  crumbs?: readonly Crumb[];
  /** Shown before the title, such as a provider glyph or an avatar. */
  media?: ReactNode;
  /** Shown next to the title, such as a status badge. */
  status?: ReactNode;
  actions?: ReactNode;
}

export function PageHeader({ title, description, crumbs, media, status, actions }: PageHeaderProps) {
  return (
    <header className="mb-6 grid gap-3">
      {crumbs ? <Breadcrumb items={crumbs} /> : null}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="flex min-w-0 items-start gap-3">
          {media}
          <div className="grid min-w-0 gap-1">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <h1 className="min-w-0 break-words font-semibold text-2xl leading-8 tracking-tight">{title}</h1>
              {status}
            </div>
            {description ? <div className="max-w-prose text-muted-foreground text-sm">{description}</div> : null}
          </div>
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
    </header>
  );
}
