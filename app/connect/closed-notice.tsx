import { ConnectFrame } from './connect-frame';
import type { Look } from './look';

/** The same answer for every link that cannot be used. */
export function ClosedNotice({ look }: { look: Look }) {
  return (
    <ConnectFrame look={look} title={look.t('closed.title')}>
      <p>{look.t('closed.text')}</p>
    </ConnectFrame>
  );
}
