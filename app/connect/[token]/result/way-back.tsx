import { Button } from '#components/ui/button';
import type { Look } from '../../look';
import { CloseWindow } from './close-window';

interface WayBackProps {
  look: Look;
  opening: { returnUrl: string | null };
  isConnected: boolean;
}

/** Leads back to the page that opened the link: by itself after success, in the same tab or by closing the window. */
export function WayBack({ look, opening: { returnUrl }, isConnected }: WayBackProps) {
  if (returnUrl === null) return isConnected ? <CloseWindow /> : null;
  return (
    <>
      {isConnected ? <meta httpEquiv="refresh" content={`1; url=${returnUrl}`} /> : null}
      <Button
        size="lg"
        variant={isConnected ? 'default' : 'outline'}
        className="w-fit"
        render={<a href={returnUrl} rel="noreferrer" />}
      >
        {look.t('result.back', { host: new URL(returnUrl).host })}
      </Button>
    </>
  );
}
