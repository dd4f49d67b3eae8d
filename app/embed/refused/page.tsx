import { ConnectFrame } from '../../connect/connect-frame';
import { readLook } from '../../connect/look';
import { CloseButton } from '../close-button';

/** For a page that may be shown Latchkey's frame, but not with this session. It learns nothing of the session. */
export default async function RefusedPage() {
  const look = await readLook();
  return (
    <>
      <CloseButton label={look.t('embed.close')} origin="*" />
      <ConnectFrame look={look} title={look.t('notAllowedHere.title')}>
        <p>{look.t('notAllowedHere.text')}</p>
      </ConnectFrame>
    </>
  );
}
