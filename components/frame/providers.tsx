'use client';

import { CSPProvider } from '@base-ui/react/csp-provider';
import { ThemeProvider } from 'next-themes';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { type ReactNode, useState } from 'react';
import { Toaster } from '#components/ui/sonner';
import { TooltipProvider } from '#components/ui/tooltip';

export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  // A refresh renders with a new nonce, while the document keeps the policy and nonce it was loaded with.
  const [documentNonce] = useState(nonce);
  const nonceProps = documentNonce ? { nonce: documentNonce } : {};
  return (
    <CSPProvider {...nonceProps}>
      <ThemeProvider attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange {...nonceProps}>
        <NuqsAdapter>
          <TooltipProvider delay={300}>
            <div className="frame-root">{children}</div>
            <Toaster />
          </TooltipProvider>
        </NuqsAdapter>
      </ThemeProvider>
    </CSPProvider>
  );
}
