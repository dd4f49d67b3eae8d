import { Mail } from 'lucide-react';
import { CopyButton } from '#components/copy-button';
import { Button } from '#components/ui/button';
import { Input } from '#components/ui/input';
import { Textarea } from '#components/ui/textarea';
import type { Look } from '../look';

interface CopyableProps {
  look: Look;
  id: string;
  label: string;
  /** Label of the button. */
  copy: string;
  text: string;
  rows?: number;
}

/**
 * A text to copy. It is in a text field, which can be selected by hand where the copy button does not work without
 * JavaScript.
 */
export function Copyable({ look, id, label, copy, text, rows }: CopyableProps) {
  const words = { copy, copied: look.t('copy.copied'), failed: look.t('copy.failed') };
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        <CopyButton text={text} label={copy} words={words} showLabel variant="outline" className="noscript:hidden" />
      </div>
      {rows ? (
        <Textarea id={id} readOnly rows={rows} defaultValue={text} className="text-base" />
      ) : (
        <Input id={id} readOnly defaultValue={text} className="h-11 font-mono" />
      )}
    </div>
  );
}

interface AdminMessageProps {
  look: Look;
  label: string;
  subject: string;
  message: string;
}

/** A message for the admin, to be copied or sent by mail. */
export function AdminMessage({ look, label, subject, message }: AdminMessageProps) {
  const mail = `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(message.replaceAll('\n', '\r\n'))}`;
  return (
    <>
      <Copyable look={look} id="admin-message" label={label} copy={look.t('copy.message')} text={message} rows={9} />
      <div className="flex flex-wrap gap-3">
        <Button size="lg" render={<a href={mail} />}>
          <Mail aria-hidden="true" className="size-4" />
          {look.t('mail')}
        </Button>
      </div>
    </>
  );
}
