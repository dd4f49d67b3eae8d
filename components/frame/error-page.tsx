'use client';

import { Button } from '#components/ui/button';
import { ButtonLink } from '#components/ui/button-link';
import { ProblemPage } from './problem-page';

interface ErrorPageProps {
  error: unknown;
  retry: () => void;
}

function digestOf(error: unknown) {
  const isObject = typeof error === 'object' && error !== null;
  return isObject && 'digest' in error && typeof error.digest === 'string' ? error.digest : null;
}

/** For what nobody foresaw; the digest finds the cause in the server's log. */
export function ErrorPage({ error, retry }: ErrorPageProps) {
  const digest = digestOf(error);
  return (
    <ProblemPage
      title="This page failed"
      actions={
        <>
          <Button onClick={retry}>Load the page again</Button>
          <ButtonLink variant="outline" href="/">
            Go to the overview
          </ButtonLink>
        </>
      }
    >
      <p>The server could not put this page together. Nothing you entered was changed by showing this message.</p>
      {digest ? (
        <p>
          The server’s log has the cause under <code className="font-mono text-foreground">{digest}</code>.
        </p>
      ) : (
        <p>The cause is in the browser’s console.</p>
      )}
    </ProblemPage>
  );
}
