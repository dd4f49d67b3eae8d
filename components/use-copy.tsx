'use client';

import { useEffect, useState } from 'react';

const SHOWN_MS = 2000;

/**
 * Text for the clipboard that is still on its way. Given as a promise, the browser keeps the permission that came with
 * the press.
 */
function writeLater(text: Promise<string>): Promise<void> {
  const blob = text.then((written) => new Blob([written], { type: 'text/plain' }));
  return navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
}

/** Copies text and provides the result for two seconds. */
export function useCopy() {
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null);
  useEffect(() => {
    if (!outcome) return;
    const timer = setTimeout(() => setOutcome(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  async function copy(text: string | Promise<string>): Promise<'copied' | 'failed'> {
    const result = await (typeof text === 'string' ? navigator.clipboard.writeText(text) : writeLater(text)).then(
      () => 'copied' as const,
      () => 'failed' as const,
    );
    setOutcome(result);
    return result;
  }
  return { outcome, copy };
}
