import { Check, CircleAlert, CirclePlus, type LucideIcon, Plus } from 'lucide-react';
import { TitledCard } from '#components/titled-card';
import { cn } from '#components/ui/cn';
import { describeScope, labelScope } from '#lib/catalogue/schema';
import type { ConnectionDetail } from '#lib/connections/schema';
import type { IntegrationDetail } from '#lib/integrations/schema';
import { type Access, compareAccess } from './access';

interface AccessCardProps {
  connection: ConnectionDetail;
  integration: IntegrationDetail | undefined;
  mayChange: boolean;
}

interface ScopeGroupProps {
  title: string;
  note?: string;
  scopes: readonly string[];
  icon: LucideIcon;
  tone: string;
}

function ScopeGroup({ title, note, scopes, icon: Icon, tone }: ScopeGroupProps) {
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
              <span className="text-muted-foreground"> {describeScope(scope)?.line}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const reauthorizeWords = 'Reauthorize the connection to ask for it; its id, metadata and tags stay.';

function summary({ missing, later }: Access): string {
  if (missing.length > 0) return 'Microsoft granted less than was asked.';
  return later.length > 0
    ? 'All that was asked was granted; the integration asks for more by now.'
    : 'All that was asked was granted.';
}

/** Requested and granted permissions, differences first. */
export function AccessCard({ connection, integration, mayChange }: AccessCardProps) {
  const access = compareAccess(connection, integration);
  const missingNote = 'The user left it out, or only an admin can grant it.';
  const note = (text: string) => (mayChange ? `${text} ${reauthorizeWords}` : text);
  return (
    <TitledCard title="Access" description={summary(access)} contentClassName="grid gap-5">
      <ScopeGroup
        title="Asked for, not granted"
        note={note(missingNote)}
        scopes={access.missing}
        icon={CircleAlert}
        tone="text-warning"
      />
      <ScopeGroup
        title="Added to the integration since"
        note={note('Asked for only since this connection was made.')}
        scopes={access.later}
        icon={CirclePlus}
        tone="text-link"
      />
      <ScopeGroup
        title="Granted beyond the request"
        note="Microsoft also lists what this account had granted the app before."
        scopes={access.extra}
        icon={Plus}
        tone="text-muted-foreground"
      />
      <ScopeGroup title="Granted" scopes={access.granted} icon={Check} tone="text-success" />
    </TitledCard>
  );
}
