import { cn } from '#components/ui/cn';
import { inputClasses } from '#components/ui/input-classes';
import { Icon } from '../glyph';
import type { Look } from '../look';
import { ButtonLink, CopyButton } from '../parts';

interface CopyableProps {
  look: Look;
  id: string;
  label: string;
  /** Label of the button. */
  copy: string;
  text: string;
  rows?: number;
  /** The text is a script. */
  isCode?: boolean;
}

/**
 * A text to copy. It is in a text field, which can be selected by hand where the copy button does not work without
 * JavaScript.
 */
export function Copyable({ look, id, label, copy, text, rows, isCode = false }: CopyableProps) {
  const classes = cn(inputClasses, 'bg-muted text-base', isCode && 'font-mono text-sm');
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        <CopyButton look={look} text={text} label={copy} />
      </div>
      {rows ? (
        <textarea
          id={id}
          readOnly
          rows={rows}
          defaultValue={text}
          className={cn(classes, 'field-sizing-content py-2')}
        />
      ) : (
        <input id={id} readOnly defaultValue={text} className={cn(classes, 'h-11 font-mono text-sm')} />
      )}
    </div>
  );
}

interface AdminMessageProps {
  look: Look;
  id: string;
  label: string;
  subject: string;
  message: string;
}

/** A message for the admin, to be copied or sent by mail. */
export function AdminMessage({ look, id, label, subject, message }: AdminMessageProps) {
  const mail = `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(message.replaceAll('\n', '\r\n'))}`;
  return (
    <>
      <Copyable look={look} id={id} label={label} copy={look.t('copy.message')} text={message} rows={9} />
      <div className="flex flex-wrap gap-3">
        <ButtonLink href={mail}>
          <Icon name="mail" />
          {look.t('mail')}
        </ButtonLink>
      </div>
    </>
  );
}

interface AdminLinkProps {
  look: Look;
  /** What needs approval. */
  what: string;
  adminUrl: string;
}

/** The link that the admin opens, with a message to send. */
export function AdminLink({ look, what, adminUrl }: AdminLinkProps) {
  const { t } = look;
  const message = t('askAdmin.message', { what, url: adminUrl });
  const subject = t('askAdmin.subject', { what });
  return (
    <>
      <Copyable look={look} id="admin-link" label={t('askAdmin.linkLabel')} copy={t('copy.link')} text={adminUrl} />
      <AdminMessage
        look={look}
        id="admin-message"
        label={t('askAdmin.messageLabel')}
        subject={subject}
        message={message}
      />
    </>
  );
}
