import type { NextRequest } from 'next/server';
import { ConnectFrame } from '../../connect/connect-frame';
import { readLook } from '../../connect/look';
import { failureNotice, languageOf, notice } from '../../connect/notice';
import { CloseButton } from '../close-button';
import { renderFrame } from '../frame-card';

/** For a page that may be shown Latchkey's frame, but not with this session. It learns nothing of the session. */
export async function GET(request: NextRequest): Promise<Response> {
  try {
    const look = await readLook(request, languageOf(request));
    const title = look.t('notAllowedHere.title');
    const content = (
      <>
        <CloseButton label={look.t('embed.close')} origin="*" />
        <ConnectFrame look={look} title={title}>
          <p>{look.t('notAllowedHere.text')}</p>
        </ConnectFrame>
      </>
    );
    return await renderFrame(look, title, content);
  } catch (error) {
    return notice(request, failureNotice(error));
  }
}
