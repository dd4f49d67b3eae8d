import Link from 'next/link';
import { ConfirmButton } from '#components/confirm-button';
import { Fact } from '#components/fact';
import { RelativeTime } from '#components/relative-time';
import { TitledCard } from '#components/titled-card';
import { Alert, AlertTitle } from '#components/ui/alert';
import { Badge } from '#components/ui/badge';
import { type AlertChannel, alertRules } from '#lib/alerts/schema';
import type { MailSender } from '#lib/connections/schema';
import { versionOf } from '#lib/version';
import { removeChannel } from './actions';
import { ChangeChannel } from './channel-dialog';
import { kindLabels, valuesOf } from './form-values';
import { TestButton } from './test-button';

interface ChannelCardProps {
  channel: AlertChannel;
  mayChange: boolean;
  senders: readonly MailSender[];
}

function Sender({ connectionId, senders }: { connectionId: string; senders: readonly MailSender[] }) {
  const sender = senders.find(({ id }) => id === connectionId);
  return (
    <Fact name="Sent by">
      <Link href={`/connections/${connectionId}`} className="rounded-sm text-link underline underline-offset-4">
        {sender?.username ?? 'A connection that may not send mail'}
      </Link>
    </Fact>
  );
}

function Facts({ channel, senders }: Omit<ChannelCardProps, 'mayChange'>) {
  const { mail, account, host, rules, quiet, lastSentAt, waiting, nextAt } = channel;
  const recipients = (mail ?? account)?.recipients;
  return (
    <dl className="grid gap-3 sm:grid-cols-2">
      <Fact name={recipients ? 'Recipients' : 'Goes to'}>
        <span className="wrap-anywhere">{recipients?.join(', ') ?? host ?? 'Address cannot be read'}</span>
      </Fact>
      {account ? <Sender connectionId={account.connectionId} senders={senders} /> : null}
      <Fact name="Last message">{lastSentAt ? <RelativeTime at={lastSentAt} /> : 'None yet'}</Fact>
      <Fact name="Reports">{rules.map((rule) => alertRules[rule]).join(' · ')}</Fact>
      {quiet ? <Fact name="Quiet hours">{`${quiet.from} to ${quiet.to}, ${quiet.timeZone}`}</Fact> : null}
      {waiting > 0 ? (
        <Fact name="Waiting">
          {waiting} {nextAt ? <RelativeTime at={nextAt} className="text-muted-foreground" /> : null}
        </Fact>
      ) : null}
    </dl>
  );
}

/** One channel: what it tells, whether it works, a test, and buttons to change or delete it. */
export function ChannelCard({ channel, mayChange, senders }: ChannelCardProps) {
  const { id, name, kind, lastError, failures } = channel;
  const values = valuesOf(channel);
  return (
    <TitledCard
      title={
        <span className="flex flex-wrap items-center gap-3">
          <span className="wrap-anywhere">{name}</span>
          <Badge variant="outline">{kindLabels[kind]}</Badge>
        </span>
      }
      contentClassName="grid gap-4"
    >
      {lastError ? (
        <Alert variant="danger">
          <AlertTitle className="wrap-anywhere">{lastError}</AlertTitle>
          <p>
            {failures === 1 ? 'One try' : `${failures} tries`} failed. Nothing is lost: what waits is tried again by
            itself.
          </p>
        </Alert>
      ) : null}
      <Facts channel={channel} senders={senders} />
      {mayChange ? (
        <div className="flex flex-wrap items-start gap-3">
          <TestButton id={id} name={name} />
          <ChangeChannel id={id} values={values} version={versionOf(values)} senders={senders} />
          <ConfirmButton
            action={removeChannel}
            fields={{ id }}
            size="sm"
            title={`Delete ${name}?`}
            description="Nothing is sent there any more, and messages that wait for it are dropped."
            confirmLabel="Delete channel"
          >
            Delete<span className="sr-only"> {name}</span>
          </ConfirmButton>
        </div>
      ) : null}
    </TitledCard>
  );
}
