export const sidebarCookie = 'sidebar';

export type SidebarState = 'expanded' | 'collapsed';

/** Whether the sidebar is expanded, according to the cookie. Expanded by default. */
export function readSidebarState(value: string | undefined): SidebarState {
  return value === 'collapsed' ? 'collapsed' : 'expanded';
}
