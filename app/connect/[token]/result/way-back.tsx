import type { Look } from '../../look';
import { BackLink } from '../../parts';

/** Long enough to read that it worked. */
const readMilliseconds = 1_000;

interface WayBackProps {
  look: Look;
  opening: { returnUrl: string | null };
  isConnected: boolean;
}

/** Leads back to the page that opened the link: by itself after success, in the same tab or by closing the window. */
export function WayBack({ look, opening: { returnUrl }, isConnected }: WayBackProps) {
  // Browsers close only a window that a page has opened.
  if (returnUrl === null) return isConnected ? <span hidden data-close-after={readMilliseconds} /> : null;
  return (
    <>
      {isConnected ? <meta httpEquiv="refresh" content={`1; url=${returnUrl}`} /> : null}
      <BackLink look={look} variant={isConnected ? 'default' : 'outline'} returnUrl={returnUrl} />
    </>
  );
}
