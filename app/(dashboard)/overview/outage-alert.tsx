import { RelativeTime } from '#components/relative-time';
import { Alert, AlertDescription, AlertTitle } from '#components/ui/alert';
import type { Outage } from '#lib/integrations/watch-reach';

/** Says that this server cannot reach Microsoft, why, and what to do. It disappears once Microsoft answers. */
export function OutageAlert({ outage: { title, messages, fix, since } }: { outage: Outage }) {
  return (
    <Alert variant="danger">
      <AlertTitle className="wrap-anywhere">
        This server cannot reach {title === 'Microsoft' ? title : `Microsoft (${title})`}, so nobody can connect and no
        token is refreshed
      </AlertTitle>
      <AlertDescription className="wrap-anywhere grid gap-1 text-foreground">
        {messages.map((message) => (
          <p key={message}>{message}</p>
        ))}
        <p>{fix} Latchkey keeps asking, and this message goes when Microsoft answers.</p>
      </AlertDescription>
      <p className="text-muted-foreground text-xs">
        Since <RelativeTime at={since} />
      </p>
    </Alert>
  );
}
