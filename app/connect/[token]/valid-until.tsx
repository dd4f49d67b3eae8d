import type { Look } from '../look';
import { timeIn } from '../words';

/** The end of a link, written out on the server: it has to read without JavaScript. */
export function ValidUntil({ look: { language, t }, at }: { look: Look; at: Date }) {
  const text = t.rich('validUntil', {
    at: timeIn(language, at),
    time: (children) => <time dateTime={at.toISOString()}>{children}</time>,
  });
  return <p className="text-muted-foreground text-sm">{text}</p>;
}
