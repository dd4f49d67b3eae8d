import { Mail } from 'lucide-react';
import { CopyButton } from '#components/copy-button';
import { LiveRefresh } from '#components/live-refresh';
import { Button } from '#components/ui/button';
import { Input } from '#components/ui/input';
import { Textarea } from '#components/ui/textarea';
import { resultWords } from '../../words';

const waitSeconds = 10;
const { admin: adminWords } = resultWords;

interface AskAdminProps {
  /** What is to be approved. */
  what: string;
  adminUrl: string;
  /** This page itself, to look again. */
  here: string;
}

interface CopyableProps {
  id: string;
  label: string;
  /** What the button copies. */
  what: string;
  text: string;
  rows?: number;
}

// A button that copies is of no use without scripts; the fields can be selected by hand.
function Copyable({ id, label, what, text, rows }: CopyableProps) {
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        <CopyButton text={text} label={what} showLabel variant="outline" className="noscript:hidden" />
      </div>
      {rows ? (
        <Textarea id={id} readOnly rows={rows} defaultValue={text} className="text-base" />
      ) : (
        <Input id={id} readOnly defaultValue={text} className="h-11 font-mono" />
      )}
    </div>
  );
}

/** The link for the admin with a message ready to send; looks by itself whether the approval has come. */
export function AskAdmin({ what, adminUrl, here }: AskAdminProps) {
  const message = adminWords.message(what, adminUrl);
  const mail = `mailto:?subject=${encodeURIComponent(adminWords.subject(what))}&body=${encodeURIComponent(message)}`;
  return (
    <>
      <p>{adminWords.how}</p>
      <Copyable id="admin-link" label={adminWords.linkLabel} what={adminWords.copyLink} text={adminUrl} />
      <Copyable
        id="admin-message"
        label={adminWords.messageLabel}
        what={adminWords.copyMessage}
        text={message}
        rows={9}
      />
      <div className="flex flex-wrap gap-3">
        <Button size="lg" render={<a href={mail} />}>
          <Mail aria-hidden="true" className="size-4" />
          {adminWords.mail}
        </Button>
      </div>
      <p role="status" className="text-muted-foreground">
        {adminWords.waiting}{' '}
        <a href={here} className="text-link underline underline-offset-4">
          {adminWords.check}
        </a>
      </p>
      <LiveRefresh seconds={waitSeconds} />
      <noscript>
        <meta httpEquiv="refresh" content={String(waitSeconds)} />
      </noscript>
    </>
  );
}
