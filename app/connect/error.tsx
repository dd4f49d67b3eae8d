'use client';

import { use } from 'react';
import { Button } from '#components/ui/button';
import { ErrorWordsContext } from './error-words';

/** Shown for unexpected errors, without technical details, which are of no use to an end user. */
export default function ConnectError({ retry }: { retry: () => void }) {
  const { title, text, again } = use(ErrorWordsContext);
  return (
    <main className="mx-auto grid w-full max-w-xl gap-8 px-4 py-10 sm:px-6 sm:py-16">
      <h1 className="text-balance font-semibold text-2xl leading-tight tracking-tight sm:text-3xl">{title}</h1>
      <p>{text}</p>
      <Button size="lg" className="w-fit" onClick={retry}>
        {again}
      </Button>
    </main>
  );
}
