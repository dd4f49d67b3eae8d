'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { type ReactNode, useEffect, useState } from 'react';

interface NoticeOnceProps {
  /** What the address asks to be told; undefined for nothing. */
  notice: string | string[] | undefined;
  /** Further parameters of the address that belong to the notice. */
  with?: string;
  /** The notice, while the address asks for it. */
  children: ReactNode;
}

/**
 * Shows what an action came to, as the address of the page that follows it says, once: the address is cleaned, so that
 * going back, reloading and sharing it do not tell it again, and the notice stays while the page does. Give it a `key` of
 * the state that the notice is about, and it ends with that.
 */
export function NoticeOnce({ notice, with: more, children }: NoticeOnceProps) {
  const [path, query] = [usePathname(), useSearchParams().toString()];
  const [shown, setShown] = useState(children);
  if (notice !== undefined && shown !== children) setShown(children);
  useEffect(() => {
    const kept = new URLSearchParams(query);
    if (!kept.has('notice')) return;
    for (const name of ['notice', ...(more ? [more] : [])]) kept.delete(name);
    // Without a navigation, which would read the page again and come in the way of another one.
    window.history.replaceState(null, '', kept.size > 0 ? `${path}?${kept}` : path);
  }, [path, query, more]);
  return shown;
}
