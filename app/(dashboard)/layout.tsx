import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { Frame } from '#components/frame/frame';
import { readSidebarState, sidebarCookie } from '#components/frame/sidebar-cookie';
import { LiveRefresh } from '#components/live-refresh';
import { SessionRenewal } from '#components/session-renewal';
import { UnsentForms } from '#components/unsent-forms';
import { ServerClock } from '#components/use-now';
import { requireOperator } from '#lib/auth/session';
import { readEnvironment } from '#lib/branding/environment';
import { countBroken } from '#lib/connections/connections';
import { hasDemo } from '#lib/demo/mark';
import { newestEvent } from '#lib/events/events';
import { redirectUri } from '#lib/integrations/registration';
import { listNotices, noticesFor } from '#lib/notices/notices';
import { roleCovers } from '#lib/roles';
import { dismiss } from './notices/actions';

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const { name, email, role } = await requireOperator('viewer');
  const sidebar = readSidebarState((await cookies()).get(sidebarCookie)?.value);
  // Read before what is shown: what changes in between is told.
  const newest = await newestEvent();
  const notices = noticesFor(role, await listNotices());
  const bell = {
    notices,
    brokenConnections: await countBroken(),
    dismiss: roleCovers(role, 'admin') ? dismiss : undefined,
  };
  return (
    <Frame
      operator={{ name, email, role, mayFillDemo: roleCovers(role, 'admin') && hasDemo() }}
      sidebar={sidebar}
      redirectUri={redirectUri()}
      bell={bell}
      environment={await readEnvironment()}
    >
      <ServerClock now={Date.now()} />
      <SessionRenewal />
      <UnsentForms />
      <LiveRefresh topics={['notice', 'connection']} after={String(newest)} />
      {children}
    </Frame>
  );
}
