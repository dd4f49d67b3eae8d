'use client';

import { useSearchParams } from 'next/navigation';
import { useTheme } from 'next-themes';
import { useEffect } from 'react';

const themes = ['light', 'dark', 'system'];

/** Shows the theme that the page around the frame asks for. */
export function FrameTheme() {
  const { setTheme } = useTheme();
  const wanted = useSearchParams().get('theme');
  useEffect(() => {
    const theme = themes.find((name) => name === wanted);
    if (theme) setTheme(theme);
  }, [wanted, setTheme]);
  return null;
}
