import Link from 'next/link';

const ranges = [7, 30] as const;
export type Days = (typeof ranges)[number];

const chip =
  'inline-flex h-8 items-center rounded-full border border-border px-3 text-sm transition-colors duration-150 hover:bg-accent aria-[current=true]:border-primary aria-[current=true]:bg-primary/10 aria-[current=true]:text-link';

/** Selects the number of days in the two charts. */
export function RangeSwitch({ days }: { days: Days }) {
  return (
    <nav aria-label="Time range" className="-mb-2 flex flex-wrap gap-2">
      {ranges.map((range) => (
        <Link
          key={range}
          href={range === 7 ? '/' : `/?days=${range}`}
          scroll={false}
          className={chip}
          {...(range === days ? { 'aria-current': 'true' as const } : {})}
        >
          Last {range} days
        </Link>
      ))}
    </nav>
  );
}
