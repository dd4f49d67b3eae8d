import { z } from 'zod';
import { NoticeOnce } from '#components/notice-once';
import { Alert, AlertDescription, AlertTitle } from '#components/ui/alert';
import { listAudit } from '#lib/audit/audit';

const whose = z.object({ username: z.string(), integration: z.string().optional() });

/** Whose connection it was, as the audit log has it. */
async function readWhose(connectionId: string | string[] | undefined): Promise<string> {
  if (typeof connectionId !== 'string') return 'The connection';
  const subject = `connection:${connectionId}`;
  const [row] = await listAudit({ subject, action: 'connection.deleted', limit: 1 });
  const { data } = whose.safeParse(row?.detail);
  if (!data) return 'The connection';
  return data.integration ? `${data.username} (${data.integration})` : data.username;
}

interface DeletedNoticeProps {
  notice: string | string[] | undefined;
  /** The public id of the connection that was deleted. */
  connectionId: string | string[] | undefined;
}

/** Says once whose connection was deleted. */
export async function DeletedNotice({ notice, connectionId }: DeletedNoticeProps) {
  const told = notice === 'deleted' ? await readWhose(connectionId) : undefined;
  return (
    <NoticeOnce notice={notice} with="deleted">
      {told ? (
        <Alert variant="success" role="status" className="mb-6">
          <AlertTitle className="wrap-anywhere">{told} is deleted, with its tokens.</AlertTitle>
          <AlertDescription className="text-foreground">
            What was granted stays visible at Microsoft until it is removed there.
          </AlertDescription>
        </Alert>
      ) : null}
    </NoticeOnce>
  );
}
