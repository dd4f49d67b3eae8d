import type { ReactNode } from 'react';

interface ProblemPageProps {
  title: string;
  children: ReactNode;
  actions: ReactNode;
}

/** A page in place of one that cannot be shown: what happened, why, and what to do. */
export function ProblemPage({ title, children, actions }: ProblemPageProps) {
  return (
    <div className="mx-auto grid max-w-lg gap-4 px-4 py-16 md:py-24">
      <h1 className="font-semibold text-2xl tracking-tight">{title}</h1>
      <div className="grid gap-2 text-muted-foreground">{children}</div>
      <div className="flex flex-wrap gap-2">{actions}</div>
    </div>
  );
}
