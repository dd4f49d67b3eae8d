import type { ReactNode } from 'react';
import type { Environment } from '#lib/branding/schema';
import { EnvironmentLine } from './environment-badge';
import type { BellProps } from './notice-bell';
import type { FrameOperator } from './operator-menu';
import { ProgressLine } from './progress-line';
import { Shortcuts } from './shortcuts';
import { Sidebar } from './sidebar';
import type { SidebarState } from './sidebar-cookie';
import { TopBar } from './top-bar';

interface FrameProps {
  operator: FrameOperator;
  sidebar: SidebarState;
  redirectUri: string;
  bell: BellProps;
  environment: Environment | null;
  children: ReactNode;
}

/** The frame around every page of the dashboard: sidebar, top bar and content. */
export function Frame({ operator, sidebar, redirectUri, bell, environment, children }: FrameProps) {
  return (
    <>
      <a
        href="#main"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-primary px-4 py-2 font-medium text-primary-foreground text-sm focus:translate-y-0"
      >
        Skip to content
      </a>
      {environment ? <EnvironmentLine environment={environment} /> : null}
      <ProgressLine />
      <Shortcuts />
      <div className="flex min-h-dvh">
        <Sidebar initialState={sidebar} />
        <div className="flex min-w-0 flex-1 flex-col">
          <TopBar operator={operator} redirectUri={redirectUri} bell={bell} environment={environment} />
          <main
            id="main"
            tabIndex={-1}
            className="min-w-0 flex-1 px-4 py-6 outline-none focus-visible:outline-none md:px-6"
          >
            {children}
          </main>
        </div>
      </div>
    </>
  );
}
