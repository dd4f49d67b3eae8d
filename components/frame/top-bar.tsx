import type { Environment } from '#lib/branding/schema';
import { CommandMenu } from './command-menu';
import { EnvironmentBadge } from './environment-badge';
import { MobileNav } from './mobile-nav';
import { type BellProps, NoticeBell } from './notice-bell';
import { type FrameOperator, OperatorMenu } from './operator-menu';
import { SectionTitle } from './section-title';
import { ThemeMenu } from './theme-menu';

interface TopBarProps {
  operator: FrameOperator;
  redirectUri: string;
  bell: BellProps;
  environment: Environment | null;
}

export function TopBar({ operator, redirectUri, bell, environment }: TopBarProps) {
  return (
    <header className="sticky top-0 z-30 flex h-14 shrink-0 items-center gap-2 border-border border-b bg-background px-4 md:px-6">
      <MobileNav />
      <SectionTitle />
      {environment ? <EnvironmentBadge environment={environment} /> : null}
      <div className="ml-auto flex items-center gap-1">
        <CommandMenu operator={operator} redirectUri={redirectUri} />
        <NoticeBell {...bell} />
        <ThemeMenu />
        <OperatorMenu operator={operator} />
      </div>
    </header>
  );
}
