import { KeyRound } from 'lucide-react';
import { EmptyState } from '#components/empty-state';
import { buttonVariants } from '#components/ui/button-variants';

const examples = [
  {
    label: 'Read and upload files',
    calls: [
      'GET /me/drive/root/children',
      'GET /me/drive/items/{id}/content',
      'PUT /me/drive/root:/report.docx:/content',
    ],
  },
  {
    label: 'Mail from an SDK',
    calls: ["client.api('/me/messages').select('subject').get()", "client.api('/me/sendMail').post({ message })"],
  },
  {
    label: 'A line of a log',
    calls: ['"GET /v1.0/users/ada@contoso.com/calendarView?startDateTime=… HTTP/1.1" 200'],
  },
  {
    label: 'SharePoint’s own API',
    calls: ["curl https://contoso.sharepoint.com/sites/hr/_api/web/lists/GetByTitle('Tasks')/items"],
  },
] as const;

/** What to paste, as examples that fill the box; without JavaScript they are links. */
export function Examples({ onPick }: { onPick: (calls: string) => void }) {
  return (
    <EmptyState
      icon={KeyRound}
      title="Which permission does this call need?"
      description="Paste calls above, as you have them, or begin with an example."
      actions={examples.map(({ label, calls }) => (
        <a
          key={label}
          href={`/permissions?${new URLSearchParams({ calls: calls.join('\n') })}`}
          onClick={(event) => {
            event.preventDefault();
            onPick(calls.join('\n'));
          }}
          className={buttonVariants({ variant: 'outline', size: 'sm' })}
        >
          {label}
        </a>
      ))}
    />
  );
}
