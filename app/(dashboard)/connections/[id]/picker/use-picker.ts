'use client';

import { useEffect, useRef, useState } from 'react';
import { askServer } from '#components/unsent';
import type { Confirmation } from '#lib/operators/schema';
import type { PickedItem, PickerEvent, PickerOptions } from '../../../../../lib/embed/browser/picker.js';
import { type StartState, startPicker } from './actions';
import { lineOf, type Said } from './lines';

type Script = typeof import('../../../../../lib/embed/browser/picker.js');
export type Line = Said & { key: number; at: number };
export type Minted = { key: number; at: number; resource: string; scopes: string[]; expiresAt: string };

type Seen = {
  lines: Line[];
  tokens: Minted[];
  /** Whether the form was sent and nothing has come from the picker since. */
  isWaiting: boolean;
  /** Undefined until something was picked; null when it was closed. */
  items?: PickedItem[] | null;
  problem?: string;
  reauthorizeUrl?: string;
};

const nothing: Seen = { lines: [], tokens: [], isWaiting: false };
const mostLines = 300;

function add(seen: Seen, event: PickerEvent, at: number): Seen {
  const key = (seen.lines.at(-1)?.key ?? 0) + 1;
  const lines = [...seen.lines, { ...lineOf(event), key, at }].slice(-mostLines);
  const next = { ...seen, lines, isWaiting: event.type === 'posted' };
  if (event.type === 'reauthorize') return { ...next, reauthorizeUrl: event.url };
  if (event.type !== 'token') return next;
  const { resource, scopes, expiresAt } = event;
  return { ...next, tokens: [...seen.tokens, { key, at, resource, scopes, expiresAt }] };
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** The script as customers' pages load it. It must be there before the click, in which the window has to open. */
function useScript(src: string): Script | undefined {
  const [script, setScript] = useState<Script>();
  useEffect(() => {
    const loading: Promise<Script> = import(/* webpackIgnore: true */ /* turbopackIgnore: true */ src);
    loading.then(setScript, () => undefined);
  }, [src]);
  return script;
}

const noAnswer = { error: 'Latchkey did not answer. Try it again.' };

/** The picker, everything that passes between it and this page, and what was picked. */
export function usePicker(src: string, first: Confirmation | undefined) {
  const script = useScript(src);
  const [seen, setSeen] = useState(nothing);
  const [confirm, setConfirm] = useState(first);
  const stopping = useRef<AbortController>(undefined);
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => () => stopping.current?.abort(), []);

  /** Called in the click: the window opens while the session is still being made. */
  function open(form: FormData, options: Partial<PickerOptions>) {
    if (!script) return;
    const controller = new AbortController();
    stopping.current = controller;
    const { signal } = controller;
    setIsOpen(true);
    setSeen(nothing);
    const started: Promise<StartState> = askServer(() => startPicker(form)).catch(() => noAnswer);
    const session = started.then((state) => {
      setConfirm(state.confirm);
      return state.token ?? Promise.reject(new Error(state.error ?? ''));
    });
    script
      .openPicker({
        ...options,
        session,
        signal,
        onEvent: (event) => setSeen((before) => add(before, event, Date.now())),
        // The page shows the link itself.
        onReauthorize: () => undefined,
      })
      .then(
        (items) => setSeen((before) => ({ ...before, items })),
        (error) => !signal.aborted && setSeen((before) => ({ ...before, problem: wordsOf(error) })),
      )
      .finally(() => setIsOpen(false));
  }
  const stop = () => stopping.current?.abort();
  return { ...seen, confirm, isReady: script !== undefined, isOpen, open, stop };
}
