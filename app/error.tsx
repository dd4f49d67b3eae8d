'use client';

import type { ComponentProps } from 'react';
import { ErrorPage } from '#components/frame/error-page';

export default function PageError(props: ComponentProps<typeof ErrorPage>) {
  return (
    <main>
      <ErrorPage {...props} />
    </main>
  );
}
