'use client';

import { ExternalLink, Mail } from 'lucide-react';
import { CopyButton } from '#components/copy-button';
import { QrCode } from '#components/qr-code';
import { exactText } from '#components/time-text';
import { buttonVariants } from '#components/ui/button-variants';
import { fillMessage, type Message, mailtoHref } from './message';

interface LinkHandoverProps {
  url: string;
  expiresAt: string;
  message: Message;
}

/** The URL of a link in all forms for passing it on. */
export function LinkHandover({ url, expiresAt, message }: LinkHandoverProps) {
  const filled = fillMessage(message, { url, expires: exactText(new Date(expiresAt).getTime()) });
  return (
    <div className="grid min-w-0 gap-4">
      <code className="select-all break-all rounded-md border border-border bg-muted px-3 py-2 font-mono text-[13px] leading-5">
        {url}
      </code>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={url} label="link" showLabel variant="default" size="default" />
        <CopyButton text={filled.body} label="as message" showLabel variant="outline" size="default" />
        <a href={url} target="_blank" rel="noopener" className={buttonVariants({ variant: 'outline' })}>
          <ExternalLink aria-hidden="true" className="size-4" />
          Open link
        </a>
        <a href={mailtoHref(filled)} className={buttonVariants({ variant: 'outline' })}>
          <Mail aria-hidden="true" className="size-4" />
          Write an e-mail
        </a>
      </div>
      <details>
        <summary className="w-fit cursor-pointer rounded-sm text-link text-sm">See the message</summary>
        <p className="wrap-anywhere mt-2 whitespace-pre-wrap rounded-md border border-border bg-muted px-3 py-2 text-sm">
          {filled.body}
        </p>
      </details>
      <QrCode text={url} label="QR code of the link" className="justify-self-start border border-border" />
    </div>
  );
}
