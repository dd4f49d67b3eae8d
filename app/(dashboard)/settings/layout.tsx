import type { ReactNode } from 'react';
import { SettingsHeading, SettingsNav } from './settings-nav';

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-col gap-6 lg:flex-row lg:gap-10">
      <SettingsNav />
      <div className="min-w-0 flex-1">
        <SettingsHeading />
        {children}
      </div>
    </div>
  );
}
