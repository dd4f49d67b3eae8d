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
import { copiedText } from './[id]/reauthorize-link';
import { makeReauthorizeLink } from './actions';
import type { Line } from './lines';
import { ListIcon } from './list-icons';

function askForLink(id: string) {
  const form = new FormData();
  form.set('id', id);
  return makeReauthorizeLink(form);
}

/** What can be done with one row without opening it. */
export function RowMenu({ line: { id, connectionId, name, username }, mayChange }: { line: Line; mayChange: boolean }) {
  const { copy } = useCopy();
  async function copied(what: string, text: string) {
    if ((await copy(text)) === 'copied') toast.success(`${what} copied`);
    else toast.error('Not copied: open the connection and copy it there');
  }
  async function copyLink() {
    const answer = askForLink(id);
    const url = answer.then((link) => link.url ?? Promise.reject(new Error('No link was made.')));
    const result = await copy(url);
    const { expiresAt } = await answer;
    if (result === 'copied') toast.success(copiedText(username, expiresAt));
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
          <DropdownMenuItem onClick={copyLink}>
            <Link2 aria-hidden="true" />
            Copy reauthorize link
          </DropdownMenuItem>
        ) : null}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
