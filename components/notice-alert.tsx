import Link from 'next/link';
import type { Notice } from '#lib/notices/schema';
import { RelativeTime } from './relative-time';
import { SubmitButton } from './submit-button';
import { Alert, AlertDescription, AlertTitle } from './ui/alert';

interface NoticeAlertProps {
  notice: Notice;
  /** Dismisses the notice. Absent for viewers. */
  dismiss?: ((form: FormData) => Promise<void>) | undefined;
  /** Where the problem can be solved. Absent on that page itself. */
  place?: Place | undefined;
}

type Place = { href: string; name: string };

const places: Partial<Record<Notice['kind'], Place>> = {
  alerts_failing: { href: '/settings/alerts', name: 'alerts' },
  webhook_failing: { href: '/webhooks', name: 'webhooks' },
  webhook_disabled: { href: '/webhooks', name: 'webhooks' },
};

/** The page where what a notice says can be solved. */
export function placeOf({ integration, kind }: Notice): Place | undefined {
  if (!integration) return places[kind];
  const href = `/integrations/${encodeURIComponent(integration.uniqueKey)}?tab=credentials`;
  return { href, name: integration.displayName };
}

const variants = { info: 'info', warning: 'warning', error: 'danger' } as const;

/** A notice: what happened, what to do, a link to where it can be done, and a button to dismiss it. */
export function NoticeAlert({ notice, dismiss, place }: NoticeAlertProps) {
  return (
    <Alert variant={variants[notice.level]}>
      <AlertTitle className="wrap-anywhere">{notice.message}</AlertTitle>
      {notice.fix ? <AlertDescription className="text-foreground">{notice.fix}</AlertDescription> : null}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 pt-1">
        {place ? (
          <Link href={place.href} className="rounded-sm font-medium text-link underline-offset-4 hover:underline">
            Open {place.name}
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
