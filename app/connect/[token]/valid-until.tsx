import type { Look } from '../look';
import { timeIn } from '../words';

/** When a link expires, formatted on the server so that it is readable without JavaScript. */
export function ValidUntil({ look: { language, t }, at }: { look: Look; at: Date }) {
  const text = t.rich('validUntil', {
    at: timeIn(language, at),
    time: (children) => <time dateTime={at.toISOString()}>{children}</time>,
  });
  return <p className="text-muted-foreground text-sm">{text}</p>;
}
