'use client';

import { Link2, LoaderCircle, Mail } from 'lucide-react';
import { useState, useTransition } from 'react';
import { CopyField } from '#components/copy-field';
import { QrCode } from '#components/qr-code';
import { RelativeTime } from '#components/relative-time';
import { TitledDialog } from '#components/titled-dialog';
import { Button } from '#components/ui/button';
import { DialogFooter } from '#components/ui/dialog';
import { FieldError } from '#components/ui/field';
import { type MadeLinkState, makeReauthorizeLink } from '../actions';
import { mailDraft } from './mail-draft';

interface CopyLinkDialogProps {
  id: string;
  username: string;
  integrationName: string;
  /** Recipient of the mail draft. */
  to: string;
  size?: 'sm' | 'default';
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

/** Creates a reauthorize link when it opens, and shows it for copying, scanning and mailing. */
export function CopyLinkDialog({ id, username, integrationName, to, size = 'default' }: CopyLinkDialogProps) {
  const [state, setState] = useState<MadeLinkState>({});
  const [pending, startTransition] = useTransition();
  function make(open: boolean) {
    if (!open) return;
    setState({});
    const form = new FormData();
    form.set('id', id);
    startTransition(async () => setState(await makeReauthorizeLink(form)));
  }
  const made = state.url && state.expiresAt ? { url: state.url, expiresAt: state.expiresAt } : undefined;
  return (
    <TitledDialog
      button={
        <Button variant="outline" size={size}>
          <Link2 aria-hidden="true" />
          Copy reauthorize link
        </Button>
      }
      title="Reauthorize link"
      description={
        <>Send it to {username}. Only this account can use it; the connection keeps its id, metadata and tags.</>
      }
      onOpenChange={make}
    >
      {pending ? (
        <p role="status" className="flex items-center gap-2 text-muted-foreground text-sm">
          <LoaderCircle aria-hidden="true" className="size-4 animate-spin" />
          Creating the link
        </p>
      ) : null}
      <FieldError error={state.error} />
      {made ? <MadeLink made={made} mail={mailDraft({ to, username, integrationName, url: made.url })} /> : null}
    </TitledDialog>
  );
}
