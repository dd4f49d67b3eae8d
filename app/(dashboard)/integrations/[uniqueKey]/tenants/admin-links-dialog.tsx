'use client';

import { Building2 } from 'lucide-react';
import Link from 'next/link';
import { useActionState, useState } from 'react';
import { SubmitButton } from '#components/submit-button';
import { TitledDialog } from '#components/titled-dialog';
import { Alert, AlertTitle } from '#components/ui/alert';
import { Button } from '#components/ui/button';
import { DialogFooter } from '#components/ui/dialog';
import { Field, FieldError } from '#components/ui/field';
import { NativeSelect } from '#components/ui/native-select';
import { Textarea } from '#components/ui/textarea';
import { adminLinkLife } from '#lib/links/schema';
import { MadeLinks } from '../../../connections/made-links';
import { LIVES } from '../../../links/words';
import { makeTenantLinks } from './actions';
import { type AskedLine, askedCsv } from './pasted';

function Problems({ lines }: { lines: readonly AskedLine[] }) {
  if (lines.length === 0) return null;
  return (
    <Alert variant="warning">
      <AlertTitle>{lines.length === 1 ? '1 line has no link' : `${lines.length} lines have no link`}</AlertTitle>
      <ul className="grid gap-1.5">
        {lines.map(({ tenant, endUserId, problem, connectionId }) => (
          <li key={`${tenant} ${endUserId} ${problem}`} className="wrap-anywhere">
            <code className="font-mono text-[13px]">{tenant}</code>: {problem}{' '}
            {connectionId ? (
              <Link href={`/connections/${connectionId}`} className="underline underline-offset-4">
                See the connection
              </Link>
            ) : null}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

function Asked({ lines }: { lines: readonly AskedLine[] }) {
  const links = lines
    .filter(({ url }) => url !== '')
    .map(({ tenant, endUserId, tid, url }) => ({
      name: tenant,
      detail: [endUserId, tid === tenant ? '' : tid].filter(Boolean).join(' · '),
      url,
    }));
  const csv = { fileName: 'admin-links.csv', text: askedCsv(lines) };
  return (
    <>
      <Problems lines={lines.filter(({ problem }) => problem !== '')} />
      {links.length > 0 ? <MadeLinks label="Admin links" who="Tenant" links={links} csv={csv} /> : null}
    </>
  );
}

function Form({ id, tenant }: { id: string; tenant: string }) {
  const [state, action] = useActionState(makeTenantLinks, {});
  if (state.lines) return <Asked lines={state.lines} />;
  return (
    <form action={action} className="grid gap-4">
      <input type="hidden" name="id" value={id} />
      <Field
        label="Tenants, one a line"
        hint="A tenant’s id or one of its domains; behind a comma, if you like, your own id for the customer."
      >
        <Textarea
          name="tenants"
          rows={6}
          required
          defaultValue={state.typed ?? tenant}
          placeholder={'contoso.com\nfabrikam.com, cus_4711'}
          spellCheck={false}
          autoComplete="off"
          className="font-mono text-[13px]"
        />
      </Field>
      <Field label="Valid for">
        <NativeSelect name="life" defaultValue={adminLinkLife}>
          {LIVES.filter(({ seconds }) => seconds >= 86_400).map(({ seconds, label }) => (
            <option key={seconds} value={seconds}>
              {label}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <FieldError error={state.error} />
      <DialogFooter>
        <SubmitButton pendingLabel="Asking Microsoft about each tenant">Create admin links</SubmitButton>
      </DialogFooter>
    </form>
  );
}

interface AdminLinksDialogProps {
  id: string;
  /** A tenant that the form begins with; then the dialog is open from the start. */
  tenant: string;
}

/** One link for the admin of each pasted tenant, in a list to copy. */
export function AdminLinksDialog({ id, tenant }: AdminLinksDialogProps) {
  const [isOpen, setIsOpen] = useState(tenant !== '');
  return (
    <TitledDialog
      open={isOpen}
      onOpenChange={setIsOpen}
      button={
        <Button>
          <Building2 aria-hidden="true" />
          Create admin links
        </Button>
      }
      title="Admin links"
      description="One link for each tenant. Its admin approves there, and the tenant is connected; an admin of another tenant is refused."
      className="max-w-2xl"
    >
      <Form id={id} tenant={tenant} />
    </TitledDialog>
  );
}
