'use client';

import { Check, Link2, LoaderCircle, Mail, QrCode as QrIcon } from 'lucide-react';
import { useState, useTransition } from 'react';
import { toast } from 'sonner';
import { CopyField } from '#components/copy-field';
import { QrCode } from '#components/qr-code';
import { RelativeTime } from '#components/relative-time';
import { leftText } from '#components/time-text';
import { TitledDialog } from '#components/titled-dialog';
import { Button } from '#components/ui/button';
import { DialogFooter } from '#components/ui/dialog';
import { FieldError } from '#components/ui/field';
import { askServer } from '#components/unsent';
import { useCopy } from '#components/use-copy';
import { type MadeLinkState, makeReauthorizeLink } from '../actions';
import { mailDraft } from './mail-draft';

interface ReauthorizeLinkProps {
  id: string;
  username: string;
  integrationName: string;
  /** Recipient of the mail draft. */
  to: string;
  size?: 'sm' | 'default';
  /** `second` where somebody has to do something else first. */
  emphasis?: 'first' | 'second';
}

type Made = { url: string; expiresAt: Date };

function MadeLink({ made: { url, expiresAt }, mail }: { made: Made; mail: string }) {
  return (
    <>
      <CopyField text={url} label="reauthorize link" />
      <div className="flex flex-wrap items-center gap-4">
        <QrCode text={url} label="QR code of the reauthorize link" className="size-36" />
        <p className="min-w-40 flex-1 text-muted-foreground text-sm">
          It can be used once and ends <RelativeTime at={expiresAt} />. It is in the list of links, where it can be
          revoked.
        </p>
      </div>
      <DialogFooter>
        <Button variant="outline" render={<a href={mail} />}>
          <Mail aria-hidden="true" />
          Write the e-mail
        </Button>
      </DialogFooter>
    </>
  );
}

function askForLink(id: string): Promise<MadeLinkState> {
  const form = new FormData();
  form.set('id', id);
  return askServer(() => makeReauthorizeLink(form));
}

/** The link, or what went wrong instead, once it was asked for. */
function useLink(id: string) {
  const [state, setState] = useState<MadeLinkState>({});
  const [pending, startTransition] = useTransition();
  function load() {
    setState({});
    startTransition(async () => setState(await askForLink(id)));
  }
  const made = state.url && state.expiresAt ? { url: state.url, expiresAt: state.expiresAt } : undefined;
  return { made, error: state.error, pending, load };
}

/** Says when the link ends, which one that is handed out again does sooner or later than a new one. */
export function copiedText(username: string, expiresAt: Date | undefined, now = Date.now()): string {
  const end = expiresAt ? `. It ends ${leftText(expiresAt.getTime(), now)}` : '';
  return `Copied. Send it to ${username}: only this account can use it, once${end}.`;
}

type CopyLinkProps = Pick<ReauthorizeLinkProps, 'id' | 'username' | 'size' | 'emphasis'> & { onFailure: () => void };

/** Copies the link in one press. Where the browser does not let it, the link is shown instead. */
function CopyLink({ id, username, size, emphasis, onFailure }: CopyLinkProps) {
  const { outcome, copy } = useCopy();
  const [pending, startTransition] = useTransition();
  const isCopied = outcome === 'copied';
  const Icon = pending ? LoaderCircle : isCopied ? Check : Link2;
  function press() {
    startTransition(async () => {
      const answer = askForLink(id);
      const url = answer.then((link) => link.url ?? Promise.reject(new Error('No link was made.')));
      const result = await copy(url);
      const { error, expiresAt } = await answer;
      if (error) toast.error(error);
      else if (result === 'failed') onFailure();
      else toast.success(copiedText(username, expiresAt));
    });
  }
  return (
    <Button
      variant={emphasis === 'second' ? 'ghost' : 'outline'}
      {...(size && { size })}
      onClick={press}
      aria-busy={pending}
    >
      <Icon aria-hidden="true" className={pending ? 'animate-spin' : undefined} />
      {isCopied ? 'Copied' : 'Copy reauthorize link'}
    </Button>
  );
}

/** Copies a reauthorize link, or shows it with a QR code and an e-mail. An unused link is handed out again. */
export function ReauthorizeLink({ id, username, integrationName, to, size, emphasis }: ReauthorizeLinkProps) {
  const [isOpen, setIsOpen] = useState(false);
  const { made, error, pending, load } = useLink(id);
  function change(open: boolean) {
    setIsOpen(open);
    if (open) load();
  }
  return (
    <>
      <CopyLink {...{ id, username, size, emphasis }} onFailure={() => change(true)} />
      <TitledDialog
        open={isOpen}
        button={
          <Button
            variant={emphasis === 'second' ? 'ghost' : 'outline'}
            size={size === 'sm' ? 'icon-sm' : 'icon'}
            aria-label="Show reauthorize link"
            title="Show it, with a QR code"
          >
            <QrIcon aria-hidden="true" />
          </Button>
        }
        title="Reauthorize link"
        description={
          <>Send it to {username}. Only this account can use it; the connection keeps its id, metadata and tags.</>
        }
        onOpenChange={change}
      >
        {pending ? (
          <p role="status" className="flex items-center gap-2 text-muted-foreground text-sm">
            <LoaderCircle aria-hidden="true" className="size-4 animate-spin" />
            Getting the link
          </p>
        ) : null}
        <FieldError error={error} />
        {made ? <MadeLink made={made} mail={mailDraft({ to, username, integrationName, url: made.url })} /> : null}
      </TitledDialog>
    </>
  );
}
