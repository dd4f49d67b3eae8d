'use client';

import { useState } from 'react';
import { ConfirmFields } from '#components/confirm-fields';
import { SubmitButton } from '#components/submit-button';
import { Dialog, DialogContent, DialogDescription, DialogTitle } from '#components/ui/dialog';
import { FieldError } from '#components/ui/field';
import { type Invited, type RowAnswer, showInvitation } from './actions';
import { InvitationHandover } from './invitation-handover';

/**
 * Fetches the link of an invitation on request. The page itself does not contain it, and each request is in the audit
 * log.
 */
export function ShowInvitation({ id, email }: { id: string; email: string }) {
  const [invited, setInvited] = useState<Invited>();
  const [refusal, setRefusal] = useState<RowAnswer>({});
  async function show(form: FormData) {
    const answer = await showInvitation(form);
    if (!('url' in answer)) return setRefusal(answer);
    setRefusal({});
    setInvited(answer);
  }
  return (
    <form action={show} className="grid gap-1">
      <input type="hidden" name="id" value={id} />
      <SubmitButton variant="outline" size="sm" aria-label={`Show link for ${email}`}>
        Show link
      </SubmitButton>
      <ConfirmFields confirm={refusal.confirm} />
      <FieldError error={refusal.error} />
      <Dialog open={invited !== undefined} onOpenChange={(open) => (open ? undefined : setInvited(undefined))}>
        <DialogContent className="grid gap-4">
          <DialogTitle>Invitation link</DialogTitle>
          <DialogDescription className="sr-only">The link with which {email} becomes an operator.</DialogDescription>
          {invited ? <InvitationHandover invited={invited} /> : null}
        </DialogContent>
      </Dialog>
    </form>
  );
}
