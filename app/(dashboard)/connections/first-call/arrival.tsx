import { PollRefresh } from '#components/poll-refresh';
import { RelativeTime } from '#components/relative-time';

const waitSeconds = 3;

/** Whether a call has come. Until then the page asks again by itself, as calls are counted and not told of live. */
export function Arrival({ at }: { at: Date | null }) {
  if (at)
    return (
      <span role="status">
        It arrived: the last call came <RelativeTime at={at} />.
      </span>
    );
  return (
    <span role="status" className="text-muted-foreground">
      See it arrive: no call has come yet.
      <PollRefresh seconds={waitSeconds} />
    </span>
  );
}
