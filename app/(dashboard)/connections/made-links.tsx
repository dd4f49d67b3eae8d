'use client';

import { Download } from 'lucide-react';
import { CopyButton } from '#components/copy-button';
import { ListTable } from '#components/list-table';
import { Button } from '#components/ui/button';
import { DialogFooter } from '#components/ui/dialog';
import { TableCell, TableRow } from '#components/ui/table';
import { linksCsv, type MadeLinkRow } from './links-csv';

function download(links: readonly MadeLinkRow[]) {
  const address = URL.createObjectURL(new Blob([linksCsv(links)], { type: 'text/csv' }));
  const anchor = Object.assign(document.createElement('a'), { href: address, download: 'reauthorize-links.csv' });
  anchor.click();
  URL.revokeObjectURL(address);
}

function Line({ link }: { link: MadeLinkRow }) {
  const { username, endUserId, endUserEmail, url } = link;
  return (
    <TableRow>
      <TableCell>
        <span className="wrap-anywhere">{username}</span>
        {endUserId || endUserEmail ? (
          <span className="wrap-anywhere block text-muted-foreground text-xs">
            {[endUserId, endUserEmail].filter(Boolean).join(' · ')}
          </span>
        ) : null}
      </TableCell>
      <TableCell className="hidden max-w-48 truncate font-mono text-xs sm:table-cell" title={url}>
        {url}
      </TableCell>
      <TableCell className="w-px text-right">
        <CopyButton text={url} label={`link of ${username}`} />
      </TableCell>
    </TableRow>
  );
}

/** The links that were just created, to be copied one by one, all at once, or saved as a file. */
export function MadeLinks({ links }: { links: readonly MadeLinkRow[] }) {
  const all = links.map(({ username, url }) => `${username}\t${url}`).join('\n');
  return (
    <>
      <div className="max-h-96 overflow-y-auto rounded-md border border-border">
        <ListTable
          label="Reauthorize links"
          columns={['Account', { name: 'Link', className: 'hidden sm:table-cell' }, { name: 'Copy', srOnly: true }]}
        >
          {links.map((link) => (
            <Line key={link.id} link={link} />
          ))}
        </ListTable>
      </div>
      <DialogFooter>
        <Button variant="outline" onClick={() => download(links)}>
          <Download aria-hidden="true" />
          Download as CSV
        </Button>
        <CopyButton text={all} label="all links" showLabel variant="default" size="default" />
      </DialogFooter>
    </>
  );
}
