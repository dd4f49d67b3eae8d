import type { Look } from '../look';
import { timeIn } from '../words';

/**
 * When a link expires, formatted on the server so that it is readable without JavaScript; the page's script puts it into
 * the reader's own time zone.
 */
export function ValidUntil({ look: { language, t }, at }: { look: Look; at: Date }) {
  const text = t.rich('validUntil', {
    at: timeIn(language, at),
    time: (children) => (
      <time dateTime={at.toISOString()} data-local="">
        {children}
      </time>
    ),
  });
  return <p className="text-muted-foreground text-sm">{text}</p>;
}
