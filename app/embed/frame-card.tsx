import type { ReactNode } from 'react';
import { renderPage } from '../connect/document';
import type { Look } from '../connect/look';

/** What a customer's page shows in a frame that covers it: a card, with the page behind it dimmed. */
export function renderFrame(look: Look, title: string, content: ReactNode): Promise<Response> {
  const children = (
    <div className="grid min-h-dvh place-items-center bg-black/50 sm:p-6">
      <div className="relative max-h-dvh w-full max-w-xl overflow-auto bg-background shadow-lg sm:max-h-[calc(100dvh-3rem)] sm:rounded-lg">
        {content}
      </div>
    </div>
  );
  return renderPage({ look, title, isFrame: true, children });
}
