import Link from 'next/link';
import type { Notice } from '#lib/notices/schema';
import { RelativeTime } from './relative-time';
import { SubmitButton } from './submit-button';
import { Alert, AlertDescription, AlertTitle } from './ui/alert';

interface NoticeAlertProps {
  notice: Notice;
  /** Dismisses the notice. Absent for viewers. */
  dismiss?: ((form: FormData) => Promise<void>) | undefined;
  /** The page where the problem can be solved. Absent on that page itself. */
  href?: string | undefined;
}

const variants = { info: 'info', warning: 'warning', error: 'danger' } as const;

/** A notice: what happened, what to do, a link to where it can be done, and a button to dismiss it. */
export function NoticeAlert({ notice, dismiss, href }: NoticeAlertProps) {
  return (
    <Alert variant={variants[notice.level]}>
      <AlertTitle className="wrap-anywhere">{notice.message}</AlertTitle>
      {notice.fix ? <AlertDescription className="text-foreground">{notice.fix}</AlertDescription> : null}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 pt-1">
        {href ? (
          <Link href={href} className="rounded-sm font-medium text-link underline-offset-4 hover:underline">
            Open {notice.integration?.displayName ?? 'settings'}
          </Link>
        ) : null}
        {dismiss ? (
          <form action={dismiss}>
            <input type="hidden" name="id" value={notice.id} />
            <SubmitButton variant="outline" size="sm">
              Dismiss
            </SubmitButton>
          </form>
        ) : null}
        <RelativeTime at={notice.createdAt} className="text-muted-foreground text-xs" />
      </div>
    </Alert>
  );
}
