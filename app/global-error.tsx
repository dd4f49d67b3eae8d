'use client';

import './globals.css';
import { ErrorPage } from '#components/frame/error-page';

interface GlobalErrorProps {
  error: unknown;
  retry: () => void;
}

/** Replaces the root layout when that itself failed, so it renders a whole document. */
export default function GlobalError({ error, retry }: GlobalErrorProps) {
  return (
    <html lang="en">
      <body>
        <main>
          <ErrorPage error={error} retry={retry} />
        </main>
      </body>
    </html>
  );
}
