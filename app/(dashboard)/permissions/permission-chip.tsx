import { ShieldAlert, ShieldX } from 'lucide-react';
import { Fragment } from 'react';
import { CopyButton } from '#components/copy-button';
import { Badge } from '#components/ui/badge';
import type { PermissionType } from '#lib/catalogue/types';
import { permissionFacts } from '#lib/permissions/facts';

interface PermissionProps {
  name: string;
  type: PermissionType;
}

/** Who can grant a delegated permission; an application permission is always an admin's to grant. */
export function ConsentBadges({ name, type }: PermissionProps) {
  if (type === 'application') return null;
  const { adminNeeded, blockedByManagedPolicy } = permissionFacts(name, type);
  if (adminNeeded)
    return (
      <Badge variant="danger">
        <ShieldX aria-hidden="true" />
        Admin only
      </Badge>
    );
  if (!blockedByManagedPolicy) return null;
  return (
    <Badge
      variant="warning"
      title="Tenants that let Microsoft manage consent, new ones by default, leave it to admins."
    >
      <ShieldAlert aria-hidden="true" />
      Often admin only
    </Badge>
  );
}

/** A name that breaks after its dots where it does not fit into one line. */
function BrokenAtDots({ text }: { text: string }) {
  return text.split(/(?<=\.)/).map((part) => (
    <Fragment key={part}>
      {part}
      <wbr />
    </Fragment>
  ));
}

/** A permission's name with its copy button. */
export function PermissionChip({ name, type }: PermissionProps) {
  return (
    <span className="inline-flex max-w-full items-center gap-0.5 rounded-md bg-muted pl-2">
      <code className="wrap-anywhere py-0.5 font-mono text-[13px]">
        <BrokenAtDots text={permissionFacts(name, type).label} />
      </code>
      <CopyButton text={name} label={name} />
    </span>
  );
}
