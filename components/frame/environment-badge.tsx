import { Badge } from '#components/ui/badge';
import type { Environment } from '#lib/branding/schema';

const variants = { grey: 'secondary', green: 'success', amber: 'warning', red: 'danger' } as const;

/** Name and colour of this installation. */
export function EnvironmentBadge({ environment: { name, colour } }: { environment: Environment }) {
  return <Badge variant={variants[colour]}>{name}</Badge>;
}

const fills = {
  grey: 'bg-muted-foreground',
  green: 'bg-success-fill',
  amber: 'bg-warning-fill',
  red: 'bg-danger-fill',
} as const;

/** A line of the installation's colour along the top of the page. */
export function EnvironmentLine({ environment: { colour } }: { environment: Environment }) {
  return <div aria-hidden="true" className={`fixed inset-x-0 top-0 z-40 h-1 ${fills[colour]}`} />;
}
