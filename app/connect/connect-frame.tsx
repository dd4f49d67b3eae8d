import type { ReactNode } from 'react';
import { SandboxBar } from '#components/sandbox-bar';
import { words } from './words';

interface ConnectFrameProps {
  /** Who asks, when this installation has a name. */
  who?: string | undefined;
  title: ReactNode;
  sandbox?: boolean;
  /** Set before the title: the mark of a result or a product. */
  media?: ReactNode;
  children: ReactNode;
}

/** What every page of an end user has in common: who asks at the top, one column, whom to ask at the end. */
export function ConnectFrame({ who, title, sandbox, media, children }: ConnectFrameProps) {
  return (
    <>
      {sandbox ? (
        <header>
          <SandboxBar placement="top" />
        </header>
      ) : null}
      <main className="mx-auto grid w-full max-w-xl gap-8 px-4 py-10 sm:px-6 sm:py-16">
        <div className="grid gap-4">
          {media}
          {who ? <p className="break-words text-muted-foreground">{who}</p> : null}
          <h1 className="break-words font-semibold text-2xl leading-tight tracking-tight sm:text-3xl">{title}</h1>
        </div>
        {children}
        <footer className="border-border border-t pt-6 text-muted-foreground text-sm">{words.footer}</footer>
      </main>
    </>
  );
}
