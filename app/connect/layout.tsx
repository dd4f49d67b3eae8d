import './connect.css';
import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { logoPath } from '#lib/branding/schema';
import { accentProperties } from '#lib/branding/theme/schema';
import { ErrorWords } from './error-words';
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
  const { t, branding } = await readLook();
  const { accent } = branding;
  const words = { title: t('unavailable.title'), text: t('unavailable.text'), again: t('result.tryAgain') };
  const branded = accent ? { className: 'branded', style: accentProperties(accent) } : {};
  return (
    <div {...branded}>
      <div className="min-h-dvh bg-background text-base leading-relaxed">
        <ErrorWords value={words}>{children}</ErrorWords>
      </div>
    </div>
  );
}
