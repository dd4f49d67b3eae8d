'use client';

import { Circle, CircleCheck, CircleDot } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { followChanges } from '#components/live-changes';
import { Alert, AlertDescription, AlertTitle } from '#components/ui/alert';
import { ButtonLink } from '#components/ui/button-link';
import { cn } from '#components/ui/cn';
import type { LinkState } from '#lib/links/schema';
import { readProgress } from './actions';
import type { LinkProgressState } from './form-state';

/** How many steps are behind a link, by its state. */
const reached: Partial<Record<LinkState, number>> = {
  opened: 1,
  at_microsoft: 2,
  awaiting_admin: 2,
  approved: 2,
  connected: 3,
};

/** Follows a link as it is used, without a reload. */
function useProgress(id: string): LinkProgressState {
  const [progress, setProgress] = useState<LinkProgressState>({ state: 'open' });
  useEffect(() => {
    let isShown = true;
    async function look() {
      const form = new FormData();
      form.set('id', id);
      const answer = await readProgress(form).catch(() => undefined);
      if (isShown && answer && !('error' in answer)) setProgress(answer);
    }
    const stop = followChanges((change) => {
      if (!change || (change.topic === 'link' && change.ids.includes(id))) void look();
    });
    return () => {
      isShown = false;
      stop();
    };
  }, [id]);
  return progress;
}

function Step({ name, isDone, isCurrent }: { name: string; isDone: boolean; isCurrent: boolean }) {
  const Icon = isCurrent ? CircleDot : isDone ? CircleCheck : Circle;
  return (
    <li
      aria-current={isCurrent ? 'step' : undefined}
      className={cn('flex items-center gap-2', isDone ? 'font-medium' : 'text-muted-foreground')}
    >
      <Icon aria-hidden="true" className={cn('size-4', isDone && 'text-success')} />
      {name}
      <span className="sr-only">{isDone ? ' (done)' : ' (not yet)'}</span>
    </li>
  );
}

function Steps({ state, last }: { state: LinkState; last: string }) {
  const done = reached[state] ?? 0;
  return (
    <ol aria-label="Progress of the link" className="flex flex-wrap gap-x-6 gap-y-2 text-sm">
      {['Opened', 'At Microsoft', last].map((name, place) => (
        <Step key={name} name={name} isDone={place < done} isCurrent={place === done - 1} />
      ))}
    </ol>
  );
}

const over: Partial<Record<LinkState, string>> = {
  expired: 'The link has expired',
  revoked: 'The link was revoked',
};

function Success({ connection, message }: LinkProgressState) {
  return (
    <Alert variant="success" role="status">
      <AlertTitle className="wrap-anywhere">{connection ? `${connection.name} connected` : message}</AlertTitle>
      {connection ? (
        <ButtonLink href={`/connections/${connection.id}#use-it`} className="mt-2 w-fit">
          Open connection
        </ButtonLink>
      ) : null}
    </Alert>
  );
}

interface LinkProgressProps {
  id: string;
  advice: string;
  /** What the last step is called. */
  last?: string;
  /** How to hand the link over, which is shown until it is used. */
  children: ReactNode;
}

/** The panel after a link was made: that it is ready, then how far its person has come, then what came of it. */
export function LinkProgress({ id, advice, last = 'Connected', children }: LinkProgressProps) {
  const progress = useProgress(id);
  const { state, message, isFine } = progress;
  if (state === 'connected' || (state === 'approved' && isFine)) return <Success {...progress} />;
  const end = over[state];
  return (
    <>
      <Alert variant={end ? 'warning' : 'success'} role="status">
        <AlertTitle>{end ?? 'The link is ready'}</AlertTitle>
        <AlertDescription>{end ? 'Nobody connected with it. Make another one.' : advice}</AlertDescription>
      </Alert>
      <Steps state={state} last={last} />
      {message && !isFine ? <Alert variant="warning">{message}</Alert> : null}
      {end ? null : children}
    </>
  );
}
