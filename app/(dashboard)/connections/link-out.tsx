import { RelativeTime } from '#components/relative-time';
import type { OpenLink } from './lines';

/** Says that a reauthorize link is out, so that nobody sends another. */
export function LinkOut({ link: { madeAt, openedAt } }: { link: OpenLink }) {
  return (
    <>
      Link made <RelativeTime at={madeAt} />
      {openedAt === null ? (
        ', not opened'
      ) : (
        <>
          , opened <RelativeTime at={openedAt} />
        </>
      )}
    </>
  );
}
