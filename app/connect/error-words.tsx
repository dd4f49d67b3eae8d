'use client';

import { createContext, type ReactNode } from 'react';

/** What an error page says: it is made in the browser, which knows only the words it was given. */
export const ErrorWordsContext = createContext({ title: '', text: '', again: '' });

interface ErrorWordsProps {
  value: { title: string; text: string; again: string };
  children: ReactNode;
}

export function ErrorWords({ value, children }: ErrorWordsProps) {
  return <ErrorWordsContext value={value}>{children}</ErrorWordsContext>;
}
