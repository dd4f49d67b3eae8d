'use client';

import { Check, Copy, MessageSquareText } from 'lucide-react';
import { useTransition } from 'react';
import { toast } from 'sonner';
import { Button } from '#components/ui/button';
import { askServer } from '#components/unsent';
import { useCopy } from '#components/use-copy';
import { copyLink, copyMessage } from './actions';

interface CopyLinkButtonProps {
  id: string;
  name: string;
  /** The message has the URL in it. */
  what?: 'link' | 'message';
  /** Shown next to the icon. */
  label?: string;
}

async function fetchText(id: string, what: 'link' | 'message'): Promise<{ text: string } | { error: string }> {
  const form = new FormData();
  form.set('id', id);
  if (what === 'message') return copyMessage(form);
  const answer = await copyLink(form);
  return 'error' in answer ? answer : { text: answer.url };
}

/** Fetches the URL of a link, or the message to send with it, and copies it. The page itself does not contain it. */
export function CopyLinkButton({ id, name, what = 'link', label }: CopyLinkButtonProps) {
  const { outcome, copy } = useCopy();
  const [pending, startTransition] = useTransition();
  function press() {
    startTransition(async () => {
      const answer = await askServer(() => fetchText(id, what));
      if ('error' in answer) toast.error(answer.error);
      else await copy(answer.text);
    });
  }
  const isCopied = outcome === 'copied';
  const Icon = isCopied ? Check : what === 'link' ? Copy : MessageSquareText;
  return (
    <>
      <Button
        variant={label ? 'outline' : 'ghost'}
        size={label ? 'sm' : 'icon-sm'}
        {...(label ? {} : { 'aria-label': `Copy ${what} for ${name}`, title: `Copy ${what}` })}
        aria-busy={pending}
        onClick={press}
      >
        <Icon aria-hidden="true" className={isCopied ? 'text-success' : undefined} />
        {label}
      </Button>
      <span aria-live="polite" className="sr-only">
        {isCopied ? 'Copied' : ''}
        {outcome === 'failed' ? 'Not copied: open the link’s details and show it there' : ''}
      </span>
    </>
  );
}
