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

/** Shown for an unexpected error. With the digest, the cause can be found in the server's log. */
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
      <p>
        Something went wrong while this page was put together. Load it again; if it fails again, look for the cause.
      </p>
      {digest ? (
        <p>
          The server’s log has it under <code className="font-mono text-foreground">{digest}</code>.
        </p>
      ) : (
        <p>The browser’s console has it.</p>
      )}
    </ProblemPage>
  );
}
