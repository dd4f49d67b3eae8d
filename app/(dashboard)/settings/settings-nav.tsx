'use client';

import { ChevronDown } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { findSettingsPage, settingsGroups } from '#components/frame/settings-pages';
import { PageHeader } from '#components/page-header';

function Groups() {
  const pathname = usePathname();
  return (
    <div className="grid gap-5">
      {settingsGroups.map(({ label, pages }) => (
        <section key={label} aria-label={label}>
          <p className="mb-1 px-2.5 font-medium text-muted-foreground text-xs">{label}</p>
          <ul className="grid gap-0.5">
            {pages.map((page) => (
              <li key={page.href}>
                <Link
                  href={page.href}
                  className="flex h-8 items-center gap-2.5 rounded-md px-2.5 text-sm hover:bg-accent aria-[current]:bg-secondary aria-[current]:font-medium [&_svg]:size-4 [&_svg]:text-muted-foreground"
                  {...(page.href === pathname ? { 'aria-current': 'page' } : {})}
                >
                  <page.icon aria-hidden="true" />
                  {page.label}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** The list of settings: beside the page, or folded above it on narrow screens. */
export function SettingsNav() {
  const pathname = usePathname();
  return (
    <nav aria-label="Settings" className="lg:w-52 lg:shrink-0">
      <div className="sticky top-20 hidden lg:block">
        <Groups />
      </div>
      {/* A new page folds it again. */}
      <details key={pathname} className="group rounded-md border border-border lg:hidden">
        <summary className="flex h-10 cursor-pointer list-none items-center justify-between px-3 font-medium text-sm [&::-webkit-details-marker]:hidden">
          All settings
          <ChevronDown aria-hidden="true" className="size-4 text-muted-foreground group-open:rotate-180" />
        </summary>
        <div className="border-border border-t p-2">
          <Groups />
        </div>
      </details>
    </nav>
  );
}

/** The heading of a page that is not in the list is the name of the section. */
export function SettingsHeading() {
  return <PageHeader title={findSettingsPage(usePathname())?.label ?? 'Settings'} />;
}
