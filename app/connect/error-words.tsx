'use client';

import { createContext, type ReactNode } from 'react';

/** The texts of an error page. It is rendered in the browser, which only has the texts it was given. */
export const ErrorWordsContext = createContext({ title: '', text: '', again: '' });

interface ErrorWordsProps {
  value: { title: string; text: string; again: string };
  children: ReactNode;
}

export function ErrorWords({ value, children }: ErrorWordsProps) {
  return <ErrorWordsContext value={value}>{children}</ErrorWordsContext>;
}
