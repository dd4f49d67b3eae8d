import { ConnectFrame } from './connect-frame';
import { words } from './words';

/** The one answer for every link that cannot be used. */
export function ClosedNotice() {
  return (
    <ConnectFrame title={words.closed.title}>
      <p>{words.closed.text}</p>
    </ConnectFrame>
  );
}
