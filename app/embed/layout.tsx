import '../connect/connect.css';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { accentProperties } from '#lib/branding/theme/schema';
import { readLook } from '../connect/look';
import { FrameTheme } from './frame-theme';

/** What a customer's page shows in a frame that covers it: a card, with the page behind it dimmed. */
export default async function EmbedLayout({ children }: { children: ReactNode }) {
  const { branding } = await readLook();
  const { accent } = branding;
  const branded = accent ? { className: 'branded', style: accentProperties(accent) } : {};
  const asked = new URLSearchParams((await headers()).get('x-path')?.split('?')[1]);
  const isDark = asked.get('theme') === 'dark';
  return (
    <div className={`embedded ${isDark ? 'dark text-foreground' : ''}`}>
      <div {...branded}>
        <FrameTheme />
        <div className="grid min-h-dvh place-items-center bg-black/50 p-0 text-base leading-relaxed sm:p-6">
          <div className="relative max-h-dvh w-full max-w-xl overflow-auto bg-background shadow-lg sm:max-h-[calc(100dvh-3rem)] sm:rounded-lg">
            {children}
          </div>
        </div>
      </div>
    </div>
  );
}
