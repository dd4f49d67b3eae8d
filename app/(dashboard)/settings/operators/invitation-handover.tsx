import { Mail } from 'lucide-react';
import { CopyButton } from '#components/copy-button';
import { CopyField } from '#components/copy-field';
import { QrCode } from '#components/qr-code';
import { exactText } from '#components/time-text';
import { buttonVariants } from '#components/ui/button-variants';
import type { Invited } from './actions';

function messageOf({ url, expiresAt }: Invited): string {
  const until = exactText(new Date(expiresAt).getTime());
  return `Hello,\n\nhere is your invitation to our Latchkey:\n\n${url}\n\nIt can be accepted once, until ${until}. Do not pass it on: whoever opens it can accept it.`;
}

/** An invitation's link in all forms for passing it on. */
export function InvitationHandover({ invited }: { invited: Invited }) {
  const { url, email } = invited;
  const message = messageOf(invited);
  const subject = encodeURIComponent('Your invitation to Latchkey');
  const draft = `mailto:${encodeURIComponent(email)}?subject=${subject}&body=${encodeURIComponent(message)}`;
  return (
    <>
      <p className="text-sm">
        The invitation for <strong className="font-medium">{email}</strong> is ready. Latchkey sends no mail: hand the
        link over yourself, in private. Whoever opens it can accept it, once.
      </p>
      <CopyField text={url} label="invitation link" />
      <div className="flex flex-wrap gap-2">
        <CopyButton text={url} label="link" showLabel variant="default" size="default" />
        <CopyButton text={message} label="message" showLabel variant="outline" size="default" />
        <a href={draft} className={buttonVariants({ variant: 'outline' })}>
          <Mail aria-hidden="true" className="size-4" />
          Write an e-mail
        </a>
      </div>
      <QrCode text={url} label="QR code of the invitation" className="justify-self-start border border-border" />
    </>
  );
}
