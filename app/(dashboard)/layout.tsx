import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { Frame } from '#components/frame/frame';
import { readSidebarState, sidebarCookie } from '#components/frame/sidebar-cookie';
import { requireOperator } from '#lib/session';
import { searchConnections } from './connections/actions';

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const { name, email, role } = await requireOperator('viewer');
  const sidebar = readSidebarState((await cookies()).get(sidebarCookie)?.value);
  return (
    <Frame operator={{ name, email, role }} sidebar={sidebar} search={searchConnections}>
      {children}
    </Frame>
  );
}
