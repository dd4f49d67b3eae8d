import type { Outcome } from '#lib/links/schema';
import type { Look } from '../../look';
import { timeIn } from '../../words';

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt className="text-muted-foreground text-sm">{name}</dt>
      <dd className="break-all font-mono text-sm">{value}</dd>
    </div>
  );
}

/** The ids with which support finds a failed sign-in. */
export function OutcomeDetails({ look: { language, t }, outcome }: { look: Look; outcome: Outcome }) {
  const { aadsts, traceId, correlationId, at } = outcome;
  if (!aadsts && !traceId && !correlationId) return null;
  return (
    <details>
      <summary className="w-fit cursor-pointer rounded-sm text-link underline-offset-4 hover:underline">
        {t('result.details')}
      </summary>
      <dl className="mt-3 grid gap-2">
        {aadsts ? <Fact name={t('result.code')} value={`AADSTS${aadsts}`} /> : null}
        {traceId ? <Fact name={t('result.trace')} value={traceId} /> : null}
        {correlationId ? <Fact name={t('result.correlation')} value={correlationId} /> : null}
        <Fact name={t('result.at')} value={timeIn(language, new Date(at), 'medium')} />
      </dl>
    </details>
  );
}
