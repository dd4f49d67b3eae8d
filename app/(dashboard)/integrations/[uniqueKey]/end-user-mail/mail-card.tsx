import Link from 'next/link';
import { TitledCard } from '#components/titled-card';
import { listChannels } from '#lib/alerts/channels';
import { readEndUserMail } from '#lib/alerts/end-users';
import { sendsMail } from '#lib/alerts/schema';
import { versionOf } from '#lib/version';
import { MailForm } from './mail-form';

/** Whether people are written to when their connection needs reauthorization. */
export async function MailCard({ integration: { id, uniqueKey } }: { integration: { id: string; uniqueKey: string } }) {
  const [channels, value] = await Promise.all([listChannels(), readEndUserMail(id)]);
  const mailboxes = channels.filter(({ kind }) => sendsMail(kind));
  return (
    <TitledCard
      title="When a connection needs reauthorization"
      description="The person can be sent their link by mail: once each time, in the language of their last link, with the name and contact of the branding. Nobody is written to where an admin or you have to act."
    >
      {mailboxes.length > 0 ? (
        <MailForm uniqueKey={uniqueKey} value={value ?? ''} version={versionOf(value ?? '')} channels={mailboxes} />
      ) : (
        <p className="text-muted-foreground text-sm">
          This needs a way to send mail. Add an e-mail channel under{' '}
          <Link href="/settings/alerts" className="rounded-sm text-link underline underline-offset-4">
            Settings, Alerts
          </Link>{' '}
          first.
        </p>
      )}
    </TitledCard>
  );
}
