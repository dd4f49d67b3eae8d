import { RelativeTime } from '#components/relative-time';
import { Alert } from '#components/ui/alert';
import type { Made } from './form-state';

/** Whom a new link is for, until when it holds, and what may keep people from using it. */
export function MadeFacts({ made: { title, account, expiresAt, warnings } }: { made: Made }) {
  return (
    <>
      <p className="wrap-anywhere text-sm">
        {title}
        {account && account !== title ? ` · only ${account}` : ''} · expires <RelativeTime at={expiresAt} />
      </p>
      {warnings.map((warning) => (
        <Alert key={warning} variant="warning">
          {warning}
        </Alert>
      ))}
    </>
  );
}
