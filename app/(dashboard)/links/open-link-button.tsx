'use client';

import { ExternalLink } from 'lucide-react';
import { useState, useTransition } from 'react';
import { Button } from '#components/ui/button';
import { FieldError } from '#components/ui/field';
import { askServer } from '#components/unsent';
import { copyLink } from './actions';

/** Opens a link in a tab of its own, as its person would. */
export function OpenLinkButton({ id }: { id: string }) {
  const [error, setError] = useState<string>();
  const [pending, startTransition] = useTransition();
  function press() {
    // Opened before the address is known, as browsers block tabs that a press has not opened itself.
    const tab = window.open('', '_blank');
    startTransition(async () => {
      const form = new FormData();
      form.set('id', id);
      const answer = await askServer(() => copyLink(form));
      if ('url' in answer && tab) tab.location.href = answer.url;
      else tab?.close();
      if ('error' in answer) setError(answer.error);
    });
  }
  return (
    <div className="grid justify-items-start gap-2">
      <Button onClick={press} aria-busy={pending}>
        <ExternalLink aria-hidden="true" />
        Open link
      </Button>
      <FieldError error={error} />
    </div>
  );
}
