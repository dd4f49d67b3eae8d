export const sidebarCookie = 'sidebar';

export type SidebarState = 'expanded' | 'collapsed';

/** What the cookie says; expanded unless it says otherwise. */
export function readSidebarState(value: string | undefined): SidebarState {
  return value === 'collapsed' ? 'collapsed' : 'expanded';
}
