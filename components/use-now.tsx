'use client';

import { useEffect, useState } from 'react';

// Ages in seconds should not stand still.
const TICK_MS = 5_000;
const listeners = new Set<(now: number) => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** By how many milliseconds the server's clock is ahead of the browser's. */
let ahead = 0;
/** Less than this may be the time that an answer took. */
const worthMs = 5_000;

const currentTime = () => Date.now() + ahead;

function tick() {
  const now = currentTime();
  for (const listener of listeners) listener(now);
}

/** Has times told by the server's clock, whose times they are, where the browser's goes wrong. */
export function ServerClock({ now }: { now: number }) {
  useEffect(() => {
    const difference = now - Date.now();
    ahead = Math.abs(difference) > worthMs ? difference : 0;
    tick();
  }, [now]);
  return null;
}

/**
 * The current time in milliseconds, updated every few seconds, and at once when `at` changes, so that what just happened
 * is not told as something to come. All users on a page share one timer.
 */
export function useNow(at: number) {
  const [now, setNow] = useState(currentTime);
  const [shown, setShown] = useState(at);
  if (shown !== at) {
    setShown(at);
    setNow(currentTime());
  }
  useEffect(() => {
    listeners.add(setNow);
    setNow(currentTime());
    timer ??= setInterval(tick, TICK_MS);
    return () => {
      listeners.delete(setNow);
      if (listeners.size > 0) return;
      clearInterval(timer);
      timer = undefined;
    };
  }, []);
  return now;
}
