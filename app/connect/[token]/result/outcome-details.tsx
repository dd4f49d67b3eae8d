import { env } from '#lib/env';
import type { Outcome } from '#lib/links/schema';
import type { Look } from '../../look';
import { CopyButton } from '../../parts';
import { timeIn } from '../../words';

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt className="text-muted-foreground text-sm">{name}</dt>
      <dd className="break-all font-mono text-sm">{value}</dd>
    </div>
  );
}

/**
 * Everything that support needs, in one text, with the page that explains the code to operators. Codes and ids are the
 * same in every language.
 */
function supportText({ message, aadsts, traceId, correlationId, at }: Outcome): string {
  const explained = aadsts && `${env().publicUrl}/troubleshooting/${aadsts}`;
  const facts = [aadsts && `AADSTS${aadsts}`, explained, traceId && `Trace ID: ${traceId}`];
  const more = [correlationId && `Correlation ID: ${correlationId}`, `Timestamp: ${at}`];
  return [message, ...facts, ...more].filter(Boolean).join('\n');
}

/** The ids by which support can find a failed sign-in. */
export function OutcomeDetails({ look, outcome }: { look: Look; outcome: Outcome }) {
  const { language, t } = look;
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
      <div className="mt-3">
        <CopyButton look={look} text={supportText(outcome)} label={look.t('copy.details')} />
      </div>
    </details>
  );
}
