'use client';

import { ExternalLink, Mail } from 'lucide-react';
import { useState } from 'react';
import { CopyButton } from '#components/copy-button';
import { QrCode } from '#components/qr-code';
import { buttonVariants } from '#components/ui/button-variants';
import { Field } from '#components/ui/field';
import { NativeSelect } from '#components/ui/native-select';
import { linkLanguages } from '#lib/links/schema';
import { fillMessage, type Messages, mailtoHref } from './message';
import { LANGUAGE_LABELS } from './words';

interface LinkHandoverProps {
  url: string;
  messages: Messages;
}

/** The URL of a link in all forms for passing it on. */
export function LinkHandover({ url, messages }: LinkHandoverProps) {
  const [language, setLanguage] = useState(messages.language);
  const filled = fillMessage(messages.texts[language], url);
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
        <a href={mailtoHref(filled, messages.to)} className={buttonVariants({ variant: 'outline' })}>
          <Mail aria-hidden="true" className="size-4" />
          Write an e-mail
        </a>
      </div>
      <Field label="Language of the message" className="max-w-56">
        <NativeSelect
          value={language}
          onChange={({ target }) => setLanguage(linkLanguages.find((one) => one === target.value) ?? language)}
        >
          {linkLanguages.map((one) => (
            <option key={one} value={one}>
              {LANGUAGE_LABELS[one]}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <details>
        <summary className="w-fit cursor-pointer rounded-sm text-link text-sm">See the message</summary>
        <p
          lang={language}
          className="wrap-anywhere mt-2 whitespace-pre-wrap rounded-md border border-border bg-muted px-3 py-2 text-sm"
        >
          {filled.body}
        </p>
      </details>
      <QrCode text={url} label="QR code of the link" className="justify-self-start border border-border" />
    </div>
  );
}
