'use client';

import { ExternalLink, Link2, LoaderCircle, Undo2 } from 'lucide-react';
import { type ReactElement, useState, useTransition } from 'react';
import { CopyField } from '#components/copy-field';
import { QrCode } from '#components/qr-code';
import { RelativeTime } from '#components/relative-time';
import { TitledDialog } from '#components/titled-dialog';
import { Button } from '#components/ui/button';
import { DialogFooter } from '#components/ui/dialog';
import { FieldError } from '#components/ui/field';
import { askServer } from '#components/unsent';
import { makeSiteGrantLink, type SiteGrantState } from './actions';

interface SiteGrantDialogProps {
  id: string;
  /** The site to take back; without one, the admin picks sites. */
  site?: string;
  button: ReactElement;
  title: string;
  description: string;
}

/** Gets a site-grant link when it opens, and shows it for copying and scanning. */
function SiteGrantDialog({ id, site, ...dialog }: SiteGrantDialogProps) {
  const [{ url, expiresAt, error }, setState] = useState<SiteGrantState>({});
  const [pending, startTransition] = useTransition();
  function load(open: boolean) {
    if (!open) return;
    setState({});
    const form = new FormData();
    form.set('id', id);
    if (site) form.set('site', site);
    startTransition(async () => setState(await askServer(() => makeSiteGrantLink(form))));
  }
  return (
    <TitledDialog {...dialog} onOpenChange={load}>
      {pending ? (
        <p role="status" className="flex items-center gap-2 text-muted-foreground text-sm">
          <LoaderCircle aria-hidden="true" className="size-4 animate-spin" />
          Getting the link
        </p>
      ) : null}
      <FieldError error={error} />
      {url && expiresAt ? (
        <>
          <CopyField text={url} label="site-grant link" />
          <div className="flex flex-wrap items-center gap-4">
            <QrCode text={url} label="QR code of the site-grant link" className="size-36" />
            <p className="min-w-40 flex-1 text-muted-foreground text-sm">
              It can be used again and again until it ends, <RelativeTime at={expiresAt} />. It is in the list of links,
              where it can be revoked.
            </p>
          </div>
          <DialogFooter>
            <Button variant="outline" render={<a href={url} />}>
              <ExternalLink aria-hidden="true" />
              Open it as the admin
            </Button>
          </DialogFooter>
        </>
      ) : null}
    </TitledDialog>
  );
}

interface TenantProps {
  id: string;
  tenant: string;
}

/** The link on which an admin of the tenant picks sites. */
export function PickSites({ id, tenant }: TenantProps) {
  return (
    <SiteGrantDialog
      id={id}
      button={
        <Button variant="outline">
          <Link2 aria-hidden="true" />
          Create site-grant link
        </Button>
      }
      title="Site-grant link"
      description={`Send it to a SharePoint or Global Administrator of ${tenant}. They sign in, pick sites, and may take each one back.`}
    />
  );
}

/** The link that leads an admin of the tenant to one released site, to take it back. */
export function TakeBack({ id, tenant, site }: TenantProps & { site: { id: string; name: string } }) {
  return (
    <SiteGrantDialog
      id={id}
      site={site.id}
      button={
        <Button variant="outline" size="sm" aria-label={`Take back ${site.name}`}>
          <Undo2 aria-hidden="true" />
          Take back
        </Button>
      }
      title={`Take back ${site.name}`}
      description={`SharePoint lets only an admin of ${tenant} take a site back. Open this link if you are one, or send it to them: it leads to this very site.`}
    />
  );
}
