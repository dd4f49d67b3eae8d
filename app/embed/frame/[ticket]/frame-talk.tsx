'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/** What the page around the frame is told, as Nango's SDK has it. */
export type Message =
  | { type: 'connect'; payload: { providerConfigKey: string; connectionId: string; isPending: boolean } }
  | { type: 'error'; payload: { errorType: string; errorMessage: string } };

interface FrameTalkProps {
  /** The page that delivered the session token. */
  origin: string;
  /** Of this page, for its questions. */
  ticket: string;
  /** The state that is shown. */
  shown: string;
  /** Nothing more can happen. */
  isOver: boolean;
  message?: Message;
}

const pause = (seconds: number) => (seconds < 30 ? 1_000 : seconds < 150 ? 2_000 : 5_000);

/** Tells the page around the frame what came of it, and asks the server until something has. */
export function FrameTalk({ origin, ticket, shown, isOver, message }: FrameTalkProps) {
  const router = useRouter();
  const text = message && JSON.stringify(message);
  useEffect(() => {
    if (text) parent.postMessage(JSON.parse(text), origin);
  }, [text, origin]);
  useEffect(() => {
    if (isOver) return undefined;
    const began = Date.now();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      // Away for a moment; the next question may get through.
      const body = new URLSearchParams({ ticket, shown });
      const answer = await fetch('/embed/frame/status', { method: 'POST', body }).catch(() => undefined);
      if (answer?.status === 200) router.replace(`${await answer.text()}${location.search}`);
      else again();
    };
    const again = () => {
      timer = setTimeout(look, pause((Date.now() - began) / 1_000));
    };
    again();
    return () => clearTimeout(timer);
  }, [ticket, shown, isOver, router]);
  return null;
}
