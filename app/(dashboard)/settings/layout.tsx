import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { PageHeader } from '#components/page-header';
import { TabsNav } from '#components/ui/tabs-nav';

export const metadata: Metadata = { title: 'Settings' };

const tabs = [
  { href: '/settings/api-keys', label: 'API keys' },
  { href: '/settings/api-limits', label: 'API limits' },
  { href: '/settings/variables', label: 'Environment variables' },
  { href: '/settings/api', label: 'API reference' },
  { href: '/settings/branding', label: 'Branding' },
  { href: '/settings/activity', label: 'Activity' },
  { href: '/settings/operators', label: 'Operators' },
  { href: '/settings/sign-in', label: 'Sign-in' },
  { href: '/settings/audit', label: 'Audit log' },
  { href: '/settings/account', label: 'Your account' },
] as const;

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <PageHeader title="Settings" />
      <TabsNav label="Settings" items={tabs} className="mb-6" />
      {children}
    </>
  );
}
