'use client';

import { Download } from 'lucide-react';
import { CopyButton } from '#components/copy-button';
import { ListTable } from '#components/list-table';
import { Button } from '#components/ui/button';
import { DialogFooter } from '#components/ui/dialog';
import { TableCell, TableRow } from '#components/ui/table';

interface MadeLink {
  /** Whom it is for. */
  name: string;
  /** What else is known of them; may be empty. */
  detail: string;
  url: string;
}

interface MadeLinksProps {
  label: string;
  /** The heading above their names. */
  who: string;
  links: readonly MadeLink[];
  csv: { fileName: string; text: string };
}

function download({ fileName, text }: MadeLinksProps['csv']) {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  const anchor = Object.assign(document.createElement('a'), { href: address, download: fileName });
  anchor.click();
  URL.revokeObjectURL(address);
}

function Line({ link: { name, detail, url } }: { link: MadeLink }) {
  return (
    <TableRow>
      <TableCell>
        <span className="wrap-anywhere">{name}</span>
        {detail ? <span className="wrap-anywhere block text-muted-foreground text-xs">{detail}</span> : null}
      </TableCell>
      <TableCell className="wrap-anywhere hidden min-w-72 font-mono text-xs sm:table-cell">{url}</TableCell>
      <TableCell className="w-px text-right">
        <CopyButton text={url} label={`link of ${name}`} />
      </TableCell>
    </TableRow>
  );
}

/** The links that were just created, to be copied one by one, all at once, or saved as a file. */
export function MadeLinks({ label, who, links, csv }: MadeLinksProps) {
  const all = links.map(({ name, url }) => `${name}\t${url}`).join('\n');
  return (
    <>
      <div className="max-h-96 overflow-y-auto rounded-md border border-border">
        <ListTable
          label={label}
          columns={[who, { name: 'Link', className: 'hidden sm:table-cell' }, { name: 'Copy', srOnly: true }]}
        >
          {links.map((link) => (
            <Line key={link.url} link={link} />
          ))}
        </ListTable>
      </div>
      <DialogFooter>
        <Button variant="outline" onClick={() => download(csv)}>
          <Download aria-hidden="true" />
          Download as CSV
        </Button>
        <CopyButton text={all} label="all links" showLabel variant="default" size="default" />
      </DialogFooter>
    </>
  );
}
