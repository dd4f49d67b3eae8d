'use client';

import { Check, Copy } from 'lucide-react';
import { Button } from './ui/button';
import type { ButtonVariants } from './ui/button-variants';
import { useCopy } from './use-copy';

interface CopyButtonProps extends ButtonVariants {
  text: string;
  /** What is copied, as in "Copy redirect URI". */
  label: string;
  /** Writes the label out beside the icon. */
  showLabel?: boolean;
  className?: string;
}

const words = { copied: 'Copied', failed: 'Not copied: select the text and copy it by hand' } as const;

export function CopyButton({ text, label, showLabel, variant = 'ghost', size, className }: CopyButtonProps) {
  const { outcome, copy } = useCopy();
  const Icon = outcome === 'copied' ? Check : Copy;
  const shown = outcome ? words[outcome] : `Copy ${label}`;
  return (
    <>
      <Button
        variant={variant}
        size={size ?? (showLabel ? 'sm' : 'icon-sm')}
        title={showLabel ? undefined : shown}
        aria-label={`Copy ${label}`}
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
