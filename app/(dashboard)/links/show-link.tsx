'use client';

import { Eye } from 'lucide-react';
import { useState, useTransition } from 'react';
import { Button } from '#components/ui/button';
import { FieldError } from '#components/ui/field';
import { askServer } from '#components/unsent';
import { copyLink } from './actions';
import { LinkHandover } from './link-handover';
import type { Messages } from './message';

/** Fetches the URL of a link on request, and shows it with its QR code. */
export function ShowLink({ id, messages }: { id: string; messages: Messages }) {
  const [url, setUrl] = useState<string>();
  const [error, setError] = useState<string>();
  const [pending, startTransition] = useTransition();
  function press() {
    startTransition(async () => {
      const form = new FormData();
      form.set('id', id);
      const answer = await askServer(() => copyLink(form));
      if ('error' in answer) setError(answer.error);
      else setUrl(answer.url);
    });
  }
  if (url) return <LinkHandover url={url} messages={messages} />;
  return (
    <div className="grid justify-items-start gap-2">
      <Button variant="outline" onClick={press} aria-busy={pending}>
        <Eye aria-hidden="true" />
        Show link and QR code
      </Button>
      <FieldError error={error} />
    </div>
  );
}
