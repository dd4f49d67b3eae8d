import '../branded.css';
import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { logoPath } from '#lib/branding/schema';
import { accentProperties } from '#lib/branding/theme/schema';
import { readLook, whoAsks } from './look';

export async function generateMetadata(): Promise<Metadata> {
  const look = await readLook();
  const { name, logo } = look.branding;
  const description = look.t('connect.asksChoice', { who: whoAsks(look) });
  return {
    robots: { index: false, follow: false },
    description,
    openGraph: { description, ...(name && { siteName: name }) },
    ...(logo && { icons: { icon: logoPath(logo) } }),
  };
}

export default async function ConnectLayout({ children }: { children: ReactNode }) {
  const { accent } = (await readLook()).branding;
  const branded = accent ? { className: 'branded', style: accentProperties(accent) } : {};
  return (
    <div {...branded}>
      <div className="min-h-dvh bg-background text-base leading-relaxed">{children}</div>
    </div>
  );
}
