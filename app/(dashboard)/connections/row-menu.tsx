'use client';

import { Copy, ExternalLink, Link2 } from 'lucide-react';
import Link from 'next/link';
import { toast } from 'sonner';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLinkItem,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu';
import { useCopy } from '#components/use-copy';
import { makeReauthorizeLink } from './actions';
import type { Line } from './lines';
import { ListIcon } from './list-icons';

async function reauthorizeUrl(id: string): Promise<string> {
  const form = new FormData();
  form.set('id', id);
  const { url, error } = await makeReauthorizeLink(form);
  if (!url) throw new Error(error);
  return url;
}

/** What can be done with one row without opening it. */
export function RowMenu({ line: { id, connectionId, name }, mayChange }: { line: Line; mayChange: boolean }) {
  const { copy } = useCopy();
  async function copied(what: string, text: string | Promise<string>) {
    if ((await copy(text)) === 'copied') toast.success(`${what} copied`);
    else toast.error('Not copied: open the connection and copy it there');
  }
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={`More about ${name}`}
        className="flex size-8 items-center justify-center rounded-md text-muted-foreground hover:bg-accent"
      >
        <ListIcon name="more" className="size-4" />
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuLinkItem render={<Link href={`/connections/${id}`} prefetch={false} />}>
          <ExternalLink aria-hidden="true" />
          Open
        </DropdownMenuLinkItem>
        <DropdownMenuItem onClick={() => copied('Connection id', connectionId)}>
          <Copy aria-hidden="true" />
          Copy connection id
        </DropdownMenuItem>
        {mayChange ? (
          <DropdownMenuItem onClick={() => copied('Reauthorize link', reauthorizeUrl(id))}>
            <Link2 aria-hidden="true" />
            Copy reauthorize link
          </DropdownMenuItem>
        ) : null}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
