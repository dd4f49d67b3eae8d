'use client';

import { useDeferredValue, useMemo, useState } from 'react';
import { Alert, AlertDescription, AlertTitle } from '#components/ui/alert';
import { Button } from '#components/ui/button';
import { cn } from '#components/ui/cn';
import { Field } from '#components/ui/field';
import { Textarea } from '#components/ui/textarea';
import { MOST_CALLS } from '#lib/permissions/parse';
import { type Answers, answerPaste } from '#lib/permissions/permissions';
import type { AddTarget } from './add-to-integration';
import { CallCard } from './call-card';
import { Examples } from './examples';
import { TogetherCard } from './together-card';

interface PermissionFinderProps {
  /** Calls that came with the address. */
  initial: string;
  /** Integrations the operator may add permissions to. */
  integrations: readonly AddTarget[];
}

/** A box for calls, and what they need while they are typed. Without JavaScript the box is sent with the address. */
export function PermissionFinder({ initial, integrations }: PermissionFinderProps) {
  const [typed, setTyped] = useState(initial);
  const paste = useDeferredValue(typed);
  const answers = useMemo(() => answerPaste([paste]), [paste]);
  const isEmpty = answers.calls.length === 0;
  return (
    <div className={cn('grid gap-6', isEmpty ? 'max-w-4xl' : 'lg:grid-cols-[minmax(0,1fr)_22rem] lg:items-start')}>
      <search className="min-w-0">
        <form action="/permissions" className="grid gap-3" onSubmit={(event) => event.preventDefault()}>
          <Field
            label="Calls"
            hint="One a line: a method and a path, a whole URL, a line of a log, a curl command, code of an SDK, or a $batch body. Nothing is called, and nothing of it is kept."
          >
            <Textarea
              name="calls"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              rows={6}
              spellCheck={false}
              autoComplete="off"
              placeholder="GET /me/drive/root/children"
              className="max-h-96 min-h-36 overflow-y-auto whitespace-pre font-mono text-[13px] leading-6"
            />
          </Field>
          <div className="flex min-h-8 flex-wrap items-center gap-3">
            <Button type="submit" className="hidden noscript:inline-flex">
              Find permissions
            </Button>
            <p aria-live="polite" className="text-muted-foreground text-sm tabular-nums">
              {isEmpty ? '' : countLine(answers.calls)}
            </p>
            {typed === '' ? null : (
              <Button variant="ghost" size="sm" onClick={() => setTyped('')} className="noscript:hidden">
                Clear
              </Button>
            )}
          </div>
        </form>
      </search>
      {isEmpty ? null : (
        <div className="min-w-0 lg:sticky lg:top-20 lg:col-start-2 lg:row-span-2 lg:row-start-1">
          <TogetherCard answers={answers} integrations={integrations} />
        </div>
      )}
      <div className="grid min-w-0 gap-3">
        {answers.isCutOff ? (
          <Alert variant="warning">
            <AlertTitle>Only the first {MOST_CALLS} calls are answered</AlertTitle>
            <AlertDescription>Paste the others on their own.</AlertDescription>
          </Alert>
        ) : null}
        {isEmpty ? <Examples onPick={setTyped} /> : <CallList calls={answers.calls} />}
      </div>
    </div>
  );
}

function CallList({ calls }: { calls: Answers['calls'] }) {
  return (
    <ul aria-label="Calls and their permissions" className="grid gap-3">
      {calls.map((answer, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same call may be pasted twice, and cards hold no state
        <li key={index}>
          <CallCard answer={answer} />
        </li>
      ))}
    </ul>
  );
}

function countLine(calls: readonly { isKnown: boolean }[]): string {
  const unknown = calls.filter(({ isKnown }) => !isKnown).length;
  const all = calls.length === 1 ? '1 call' : `${calls.length} calls`;
  return unknown === 0 ? all : `${all}, ${unknown} not known`;
}
