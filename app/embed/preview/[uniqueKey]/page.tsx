import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { requireOperator } from '#lib/auth/session';
import { findIntegration } from '#lib/integrations/integrations';
import { listOffers } from '#lib/links/offers';
import { linkLife, type OpenLink } from '#lib/links/schema';
import { PersonalInvitation, TenantInvitation } from '../../../connect/[token]/invitations';
import { readLook } from '../../../connect/look';

type Props = { params: Promise<{ uniqueKey: string }> };

export async function generateMetadata(): Promise<Metadata> {
  await requireOperator('viewer');
  return { title: (await readLook()).t('connect.title') };
}

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
export default async function PreviewPage({ params }: Props) {
  await requireOperator('viewer');
  const integration = await findIntegration(decodeURIComponent((await params).uniqueKey));
  if (!integration) notFound();
  const [look, offers] = await Promise.all([readLook(), listOffers([integration.id])]);
  const invitation = {
    look,
    offers,
    link: sessionOf(integration.id),
    start: { action: '', fields: {} },
    adminUrl: undefined,
    sameAs: null,
    tiedTo: { who: '', organization: '' },
  };
  const Page = integration.permissionType === 'application' ? TenantInvitation : PersonalInvitation;
  return (
    <div inert>
      <Page {...invitation} />
    </div>
  );
}
