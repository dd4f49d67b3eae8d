'use client';

import { useState } from 'react';
import { Field } from '#components/ui/field';
import { NativeSelect } from '#components/ui/native-select';
import { LANGUAGE_LABELS } from '../../../links/words';

interface PreviewProps {
  uniqueKey: string;
}

const themes = { light: 'Light', dark: 'Dark' } as const;

/** The connect page in a frame that runs no script and sends no form, so looking at it starts nothing. */
export function Preview({ uniqueKey }: PreviewProps) {
  const [lang, setLang] = useState('en');
  const [theme, setTheme] = useState('light');
  return (
    <div className="grid gap-4">
      <div className="grid grid-cols-2 gap-4 sm:max-w-sm">
        <Field label="Language">
          <NativeSelect value={lang} onChange={(event) => setLang(event.target.value)}>
            {Object.entries(LANGUAGE_LABELS).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </NativeSelect>
        </Field>
        <Field label="Theme">
          <NativeSelect value={theme} onChange={(event) => setTheme(event.target.value)}>
            {Object.entries(themes).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </NativeSelect>
        </Field>
      </div>
      <iframe
        key={`${lang} ${theme}`}
        title="The connect page as an end user sees it"
        src={`/embed/preview/${encodeURIComponent(uniqueKey)}?${new URLSearchParams({ lang, theme })}`}
        sandbox="allow-same-origin"
        loading="lazy"
        className="h-[36rem] w-full rounded-md border border-border bg-white"
      />
    </div>
  );
}
