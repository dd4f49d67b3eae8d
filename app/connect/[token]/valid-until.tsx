import { words } from '../words';

const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });

/** The end of a link, written out on the server: it has to read without JavaScript. */
export function ValidUntil({ at }: { at: Date }) {
  return (
    <p className="text-muted-foreground text-sm">
      {words.validUntil} <time dateTime={at.toISOString()}>{format.format(at)} UTC</time>.
    </p>
  );
}
