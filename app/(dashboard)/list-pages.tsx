import { ButtonLink } from '#components/ui/button-link';

/** Which rows a page shows, such as "51 to 78 of 78". `left` counts the rows from the page's first one on. */
export function rangeText({ shown, left, total }: { shown: number; left: number; total: number }): string {
  const first = total - left + 1;
  const [from, to, all] = [first, first + shown - 1, total].map((number) => number.toLocaleString('en'));
  return `${from} to ${to} of ${all}`;
}

interface ListPagesProps {
  /** What the list shows, such as `links`. */
  what: string;
  /** The URL of the first page, when this is another one. */
  newest: string | undefined;
  /** The URL of the page after this one. */
  older: string | undefined;
  /** Which rows are shown, where they are counted. */
  range?: string | undefined;
}

/** Leads through a list that shows the newest first. */
export function ListPages({ what, newest, older, range }: ListPagesProps) {
  if (!newest && !older && !range) return null;
  return (
    <nav aria-label="Pages" className="mt-4 flex flex-wrap items-center gap-2">
      {range ? <p className="mr-auto text-muted-foreground text-sm tabular-nums">{range}</p> : null}
      {newest ? (
        <ButtonLink href={newest} variant="outline" size="sm" className={range ? undefined : 'mr-auto'}>
          Newest {what}
        </ButtonLink>
      ) : null}
      {older ? (
        <ButtonLink href={older} variant="outline" size="sm" className={range ? undefined : 'ml-auto'}>
          Older {what}
        </ButtonLink>
      ) : null}
    </nav>
  );
}
