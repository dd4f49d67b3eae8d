import type { NextRequest } from 'next/server';
import { requireOperator } from '#lib/auth/session';
import { findIntegration } from '#lib/integrations/integrations';
import { listOffers } from '#lib/links/offers';
import { linkLife, type OpenLink } from '#lib/links/schema';
import { PersonalInvitation, TenantInvitation } from '../../../connect/[token]/invitations';
import { readLook } from '../../../connect/look';
import { languageOf, notice } from '../../../connect/notice';
import { renderFrame } from '../../frame-card';

type Context = { params: Promise<{ uniqueKey: string }> };

/** What a session is that names nobody; there is no such row, so nothing can be started from it. */
const sessionOf = (integrationId: string): OpenLink => ({
  id: integrationId,
  kind: 'connect',
  status: 'open',
  integrationIds: [integrationId],
  connectionId: null,
  parentId: null,
  endUser: null,
  tags: {},
  expectedTenant: null,
  expectedEmail: null,
  presets: [],
  language: null,
  adminSignIn: false,
  approval: null,
  startedAt: null,
  expiresAt: new Date(Date.now() + linkLife.default * 1_000),
});

/** The connect page of an integration as an end user sees it in a frame, for operators. It is shown and cannot be used. */
export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
  await requireOperator('viewer');
  const integration = await findIntegration(decodeURIComponent((await params).uniqueKey));
  if (!integration) return notice(request, { kind: 'closed', status: 404 });
  const [look, offers] = await Promise.all([readLook(request, languageOf(request)), listOffers([integration.id])]);
  const invitation = {
    look,
    offers,
    link: sessionOf(integration.id),
    start: { action: '', fields: {} },
    adminUrl: undefined,
    sameAs: null,
    hasSites: false,
    tiedTo: { who: '', organization: '', isKnown: false },
  };
  const Page = integration.permissionType === 'application' ? TenantInvitation : PersonalInvitation;
  const page = (
    <div inert>
      <Page {...invitation} />
    </div>
  );
  return renderFrame(look, look.t('connect.title'), page);
}
