import { CopyButton } from '#components/copy-button';
import type { TokenCard } from '#lib/connections/schema';
import { tokenWords } from '../words';
import { RevealDialog } from './reveal-dialog';
import { tokenCurl } from './snippets';

export interface TokenProps {
  id: string;
  token: TokenCard;
  graphUrl: string;
  /** The token is a tenant's own; no person stands behind it. */
  isTenant: boolean;
  /** Microsoft issues no new tokens until somebody reauthorizes. */
  isClosed: boolean;
  mayReveal: boolean;
  asksPassword: boolean;
}

/** What can be done with one token: reveal it, and copy a call that uses it. */
export function TokenActions({ id, token, graphUrl, isTenant, mayReveal, asksPassword }: TokenProps) {
  const { resource, kind } = token;
  return (
    <>
      {mayReveal ? (
        <RevealDialog
          id={id}
          resource={kind === 'graph' ? 'graph' : resource}
          title={tokenWords(token).title}
          asksPassword={asksPassword}
        />
      ) : null}
      {kind === 'resource' ? null : (
        <CopyButton text={tokenCurl(token, { graphUrl, isTenant })} label="as curl" showLabel variant="outline" />
      )}
    </>
  );
}
