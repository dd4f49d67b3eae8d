'use client';

import { Check, Copy } from 'lucide-react';
import { useTransition } from 'react';
import { toast } from 'sonner';
import { Button } from '#components/ui/button';
import { useCopy } from '#components/use-copy';
import { copyLink } from './actions';

/** Fetches the URL of a link and copies it. The page itself does not contain it. */
export function CopyLinkButton({ id, name }: { id: string; name: string }) {
  const { outcome, copy } = useCopy();
  const [pending, startTransition] = useTransition();
  function press() {
    startTransition(async () => {
      const form = new FormData();
      form.set('id', id);
      const answer = await copyLink(form);
      if ('error' in answer) toast.error(answer.error);
      else await copy(answer.url);
    });
  }
  const isCopied = outcome === 'copied';
  const Icon = isCopied ? Check : Copy;
  return (
    <>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={`Copy link for ${name}`}
        title="Copy link"
        aria-busy={pending}
        onClick={press}
      >
        <Icon aria-hidden="true" className={isCopied ? 'text-success' : undefined} />
      </Button>
      <span aria-live="polite" className="sr-only">
        {isCopied ? 'Copied' : ''}
        {outcome === 'failed' ? 'Not copied: open the link’s details and show it there' : ''}
      </span>
    </>
  );
}
