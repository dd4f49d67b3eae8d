import Link from 'next/link';
import { TitledCard } from '#components/titled-card';
import type { Drop, DropReason, Funnel } from '#lib/links/funnel';
import { troubleshootingPath } from '../failure-help';
import type { Days } from './range-switch';

const steps = [
  { key: 'created', label: 'Created' },
  { key: 'opened', label: 'Opened' },
  { key: 'atMicrosoft', label: 'At Microsoft' },
  { key: 'connected', label: 'Connected' },
] as const satisfies { key: keyof Funnel; label: string }[];

const reasons: Record<DropReason, string> = {
  waiting: 'Still open',
  revoked: 'Revoked by an operator',
  never_opened: 'Never opened before they expired',
  not_continued: 'Opened, but never continued to Microsoft',
  no_return: 'Went to Microsoft and did not come back',
  cancelled: 'Cancelled at Microsoft',
  declined: 'Declined the permissions',
  wrong_account: 'Signed in with another account',
  new_account: 'Signed in with an account created again under the same address',
  admin_needed: 'An admin must approve first',
  microsoft_error: 'Microsoft stopped the sign-in',
  start_again: 'Came back without what belongs to the sign-in',
  id_token_refused: 'Microsoft’s answer was refused: its ID token did not verify',
  clock_off: 'This server’s clock differs from Microsoft’s',
  keys_unavailable: 'Microsoft’s keys could not be read at that moment',
};

const dropText = ({ reason, aadsts }: Drop) => `${reasons[reason]}${aadsts ? ` (AADSTS${aadsts})` : ''}`;

function Bar({ label, count, of }: { label: string; count: number; of: number }) {
  const share = of === 0 ? 0 : Math.round((count / of) * 100);
  return (
    <li className="grid grid-cols-[6.5rem_minmax(0,1fr)_5.5rem] items-center gap-3">
      <span>{label}</span>
      <span aria-hidden="true" className="h-5 overflow-hidden rounded-sm bg-muted">
        <span className="block h-full rounded-sm bg-primary" style={{ width: `${share}%` }} />
      </span>
      <span className="text-right tabular-nums">
        {count} <span className="text-muted-foreground">{share} %</span>
      </span>
    </li>
  );
}

function Drops({ drops }: { drops: readonly Drop[] }) {
  if (drops.length === 0) return null;
  return (
    <section className="grid gap-2 border-border border-t pt-4">
      <h3 className="font-medium">Not connected, and why</h3>
      <ul className="grid gap-1">
        {drops.map((drop) => (
          <li key={`${drop.reason}${drop.aadsts}`} className="flex justify-between gap-3">
            {drop.aadsts ? (
              <Link
                href={troubleshootingPath({ code: drop.aadsts })}
                className="rounded-sm text-link underline-offset-4 hover:underline"
              >
                {dropText(drop)}
              </Link>
            ) : (
              <span className="text-muted-foreground">{dropText(drop)}</span>
            )}
            <span className="tabular-nums">{drop.count}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** How far recent links have come, and why those without a connection stopped. Not drawn while there were none. */
export function FunnelCard({ days, funnel }: { days: Days; funnel: Funnel }) {
  const share = Math.round((funnel.connected / funnel.created) * 100);
  return (
    <TitledCard
      title={`${share} % of connect links led to a connection`}
      description={`${funnel.created.toLocaleString('en')} connect links created in the last ${days} days, by how far they came.`}
      contentClassName="grid gap-4"
    >
      <ol className="grid gap-2">
        {steps.map(({ key, label }) => (
          <Bar key={key} label={label} count={funnel[key]} of={funnel.created} />
        ))}
      </ol>
      <Drops drops={funnel.drops} />
    </TitledCard>
  );
}
