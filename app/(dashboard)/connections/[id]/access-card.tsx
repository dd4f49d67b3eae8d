import { Check, CircleAlert, CirclePlus, type LucideIcon, Plus } from 'lucide-react';
import { TitledCard } from '#components/titled-card';
import { cn } from '#components/ui/cn';
import { describeScope, labelScope } from '#lib/catalogue/schema';
import type { PermissionType } from '#lib/catalogue/types';
import type { ConnectionDetail } from '#lib/connections/schema';
import type { IntegrationDetail } from '#lib/integrations/schema';
import { accessSummary, compareAccess } from './access';

interface AccessCardProps {
  connection: ConnectionDetail;
  integration: IntegrationDetail | undefined;
  mayChange: boolean;
}

interface ScopeGroupProps {
  title: string;
  note?: string;
  scopes: readonly string[];
  type: PermissionType;
  icon: LucideIcon;
  tone: string;
}

function ScopeGroup({ title, note, scopes, type, icon: Icon, tone }: ScopeGroupProps) {
  if (scopes.length === 0) return null;
  return (
    <section className="grid gap-2">
      <h3 className="font-medium text-sm">
        {title} <span className="font-normal text-muted-foreground tabular-nums">{scopes.length}</span>
      </h3>
      {note ? <p className="text-muted-foreground">{note}</p> : null}
      <ul className="grid gap-1.5">
        {scopes.map((scope) => (
          <li key={scope} className="flex gap-2">
            <Icon aria-hidden="true" className={cn('mt-0.5 size-4 shrink-0', tone)} />
            <span className="min-w-0">
              <code className="wrap-anywhere font-mono text-[13px]">{labelScope(scope)}</code>
              <span className="text-muted-foreground"> {describeScope(scope, type)?.line}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const missingNotes: Record<PermissionType, string> = {
  delegated: 'The user left it out, or only an admin can grant it.',
  application:
    'The registration does not list it, or the tenant’s admin has taken it back. Calls that need it are refused (403).',
};

const reauthorizeWords = 'Reauthorize the connection to ask for it; its id, metadata and tags stay.';

/** Requested and granted permissions, differences first. */
export function AccessCard({ connection, integration, mayChange }: AccessCardProps) {
  const access = compareAccess(connection, integration);
  const type = connection.accountKind === 'tenant' ? 'application' : 'delegated';
  const missingNote = missingNotes[type];
  const note = (text: string) => (mayChange ? `${text} ${reauthorizeWords}` : text);
  return (
    <TitledCard title="Access" description={accessSummary(access, connection)} contentClassName="grid gap-5">
      <ScopeGroup
        title="Requested, not granted"
        note={note(missingNote)}
        scopes={access.missing}
        type={type}
        icon={CircleAlert}
        tone="text-warning"
      />
      <ScopeGroup
        title="Added to the integration since"
        note={note('Requested only since this connection was made.')}
        scopes={access.later}
        type={type}
        icon={CirclePlus}
        tone="text-link"
      />
      <ScopeGroup
        title="Granted beyond the request"
        note="Microsoft also lists what this account had granted the app before."
        scopes={access.extra}
        type={type}
        icon={Plus}
        tone="text-muted-foreground"
      />
      <ScopeGroup title="Granted" scopes={access.granted} type={type} icon={Check} tone="text-success" />
    </TitledCard>
  );
}
