import { ButtonLink } from '#components/ui/button-link';

interface ListPagesProps {
  /** What the list shows, such as `links`. */
  what: string;
  /** The URL of the first page, when this is another one. */
  newest: string | undefined;
  /** The URL of the page after this one. */
  older: string | undefined;
}

/** Leads through a list that shows the newest first. */
export function ListPages({ what, newest, older }: ListPagesProps) {
  if (!newest && !older) return null;
  return (
    <nav aria-label="Pages" className="mt-4 flex justify-between gap-2">
      {newest ? (
        <ButtonLink href={newest} variant="outline" size="sm">
          Newest {what}
        </ButtonLink>
      ) : (
        <span />
      )}
      {older ? (
        <ButtonLink href={older} variant="outline" size="sm">
          Older {what}
        </ButtonLink>
      ) : null}
    </nav>
  );
}
