import type { Metadata } from 'next';
import type { ReactNode } from 'react';

export const metadata: Metadata = { robots: { index: false, follow: false } };

export default function ConnectLayout({ children }: { children: ReactNode }) {
  return <div className="min-h-dvh text-base leading-relaxed">{children}</div>;
}
