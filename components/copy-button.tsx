'use client';

import { Check, Copy } from 'lucide-react';
import { Button } from './ui/button';
import type { ButtonVariants } from './ui/button-variants';
import { useCopy } from './use-copy';

interface CopyButtonProps extends ButtonVariants {
  text: string;
  /** Name of what is copied, as in "Copy redirect URI". */
  label: string;
  /** Shows the label next to the icon. */
  showLabel?: boolean;
  /** The button's texts, if the page is not in English. */
  words?: { copy: string; copied: string; failed: string };
  className?: string;
}

const english = { copied: 'Copied', failed: 'Not copied: select the text and copy it by hand' } as const;

export function CopyButton({ text, label, showLabel, words: given, variant, size, className }: CopyButtonProps) {
  const { outcome, copy } = useCopy();
  const Icon = outcome === 'copied' ? Check : Copy;
  const words = given ?? { ...english, copy: `Copy ${label}` };
  const shown = words[outcome ?? 'copy'];
  return (
    <>
      <Button
        variant={variant ?? 'ghost'}
        size={size ?? (showLabel ? 'sm' : 'icon-sm')}
        title={showLabel ? undefined : shown}
        aria-label={words.copy}
        className={className}
        onClick={() => copy(text)}
      >
        <Icon aria-hidden="true" className={outcome === 'copied' ? 'text-success' : undefined} />
        {showLabel ? <span aria-hidden="true">{shown}</span> : null}
      </Button>
      <span aria-live="polite" className="sr-only">
        {outcome ? words[outcome] : ''}
      </span>
    </>
  );
}
