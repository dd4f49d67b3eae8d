'use client';

import { useTheme } from 'next-themes';
import { useState, useSyncExternalStore } from 'react';
import { Field } from '#components/ui/field';
import { NativeSelect } from '#components/ui/native-select';
import { LANGUAGE_LABELS } from '../../../links/words';

/** The connect page in a frame, in the theme of the dashboard. It has no session, so looking at it starts nothing. */
export function Preview({ uniqueKey }: { uniqueKey: string }) {
  const [lang, setLang] = useState('en');
  const { resolvedTheme } = useTheme();
  // The server does not know it.
  const theme = useSyncExternalStore(
    () => () => undefined,
    () => resolvedTheme,
    () => undefined,
  );
  return (
    <div className="grid gap-4">
      <Field label="Language" className="sm:max-w-56">
        <NativeSelect value={lang} onChange={(event) => setLang(event.target.value)}>
          {Object.entries(LANGUAGE_LABELS).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <iframe
        key={`${lang} ${theme}`}
        title="The connect page as an end user sees it"
        src={theme && `/embed/preview/${encodeURIComponent(uniqueKey)}?${new URLSearchParams({ lang, theme })}`}
        loading="lazy"
        className="scheme-light h-[36rem] w-full rounded-md border border-border"
      />
    </div>
  );
}
