import { Fact, IdFact } from '#components/fact';
import { RelativeTime } from '#components/relative-time';
import { ScrollX } from '#components/ui/scroll-x';
import { maskAddress } from '#lib/masked-address';
import type { findDelivery } from '#lib/webhooks/deliveries';
import { DeliveryState } from '../deliveries-table';
import { ResendForm } from './resend-form';

type Found = NonNullable<Awaited<ReturnType<typeof findDelivery>>>;

function Code({ label, text }: { label: string; text: string }) {
  return (
    <ScrollX label={label} className="max-h-80 overflow-y-auto rounded-md border border-border bg-muted p-3">
      <pre className="w-max font-mono text-[13px] leading-5">
        <code>{text}</code>
      </pre>
    </ScrollX>
  );
}

function Try({ attempt: { at, status, error, ms, headers, answer } }: { attempt: Found['attempts'][number] }) {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return (
    <li className="grid min-w-0 gap-2">
      <p className="flex flex-wrap gap-x-2">
        <span className="font-medium">{status === null ? error : `Answered ${status}`}</span>
        <span className="text-muted-foreground">
          after {ms} ms, <RelativeTime at={at} />
        </span>
      </p>
      {status === null ? null : <Code label="Answer" text={[...lines, '', answer].join('\n')} />}
    </li>
  );
}

/** The request of a delivery as it was or will be sent, and every answer. */
export function DeliveryDetail({ delivery, mayChange }: { delivery: Found; mayChange: boolean }) {
  const { id, event, url, body, state, nextAt, attempts } = delivery;
  const request = [
    `POST ${mayChange ? url : maskAddress(url)}`,
    'content-type: application/json',
    `webhook-id: ${event.id}`,
    'webhook-timestamp: (of each try)',
    'webhook-signature: (of each try)',
    '',
    JSON.stringify(JSON.parse(body), undefined, 2),
  ].join('\n');
  return (
    <div className="grid gap-6">
      <dl className="grid gap-3 sm:grid-cols-2">
        <Fact name="State">
          <DeliveryState delivery={delivery} />
        </Fact>
        <Fact name="Happened">
          <RelativeTime at={event.at} />
        </Fact>
        {state === 'waiting' ? (
          <Fact name="Next try">
            <RelativeTime at={nextAt} />
          </Fact>
        ) : null}
        <IdFact name="Event" value={event.id} />
      </dl>
      {mayChange ? <ResendForm id={id} /> : null}
      <section className="grid min-w-0 gap-3" aria-labelledby="request">
        <h3 id="request" className="font-semibold">
          Request
        </h3>
        <Code label="Request" text={request} />
      </section>
      <section className="grid min-w-0 gap-3" aria-labelledby="tries">
        <h3 id="tries" className="font-semibold">
          Tries
        </h3>
        {attempts.length > 0 ? (
          <ol className="grid gap-4">
            {attempts.map((attempt) => (
              <Try key={attempt.id} attempt={attempt} />
            ))}
          </ol>
        ) : (
          <p className="text-muted-foreground">Not tried yet.</p>
        )}
      </section>
    </div>
  );
}
