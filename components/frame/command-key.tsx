import { useSyncExternalStore } from 'react';

const never = () => () => undefined;
const isApples = () => /mac|iphone|ipad/i.test(navigator.platform);

/** The key that shortcuts are pressed with, as this keyboard names it. */
export function useCommandKey(): '⌘' | 'Ctrl' {
  return useSyncExternalStore(never, isApples, () => false) ? '⌘' : 'Ctrl';
}
