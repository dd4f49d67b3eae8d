import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { PageHeader } from '#components/page-header';
import { SandboxBar } from '#components/sandbox-bar';
import { Alert, AlertTitle } from '#components/ui/alert';
import { ButtonLink } from '#components/ui/button-link';
import { requireOperator } from '#lib/auth/session';
import { isSandbox } from '#lib/clouds';
import { findConnection } from '#lib/connections/connections';
import type { ConnectionDetail } from '#lib/connections/schema';
import { env } from '#lib/env';
import { findIntegration } from '#lib/integrations/integrations';
import { isOriginOfPages } from '#lib/integrations/origins';
import { isConfirmed, readConfirmWays } from '#lib/operators/sign-in';
import { integrationPath } from '../../../integrations/paths';
import { ReauthorizeButtons } from '../reauthorize-buttons';
import { openingsOf, whyNowhere } from './openings';
import { Playground } from './playground';
import { RightsCard } from './rights-card';

type Props = { params: Promise<{ id: string }> };

export const metadata: Metadata = { title: 'Try the picker' };

/** Why there is no picker for a connection, and what to do about it. */
function NoPicker({ connection, why }: { connection: ConnectionDetail; why: string }) {
  const { status, accountKind, integrationKey } = connection;
  return (
    <Alert variant="warning">
      <AlertTitle>The picker cannot open for this connection</AlertTitle>
      <p>{why}</p>
      <div className="mt-2 flex flex-wrap gap-2 empty:hidden">
        {status === 'healthy' ? null : <ReauthorizeButtons connection={connection} emphasis="loud" />}
        {status === 'healthy' && accountKind !== 'tenant' ? (
          <ButtonLink size="sm" variant="outline" href={integrationPath(integrationKey, { tab: 'access' })}>
            Access of the integration
          </ButtonLink>
        ) : null}
      </div>
    </Alert>
  );
}

const closed =
  'Microsoft no longer accepts its grant, so there is no token for the picker. Reauthorize it, then try again.';

const insecure =
  'PUBLIC_URL is a plain http address of another machine, and browsers let no page of such an address do this. Give Latchkey https.';

function whyNot({ status }: ConnectionDetail): string | undefined {
  if (status !== 'healthy') return closed;
  return isOriginOfPages(new URL(env().publicUrl).origin) ? undefined : insecure;
}

export default async function PickerPage({ params }: Props) {
  const operator = await requireOperator('admin');
  const { id } = await params;
  const connection = (z.uuid().safeParse(id).success && (await findConnection(id))) || notFound();
  const { displayName, username, connectionId, integrationKey: uniqueKey, cloud } = connection;
  const openings = openingsOf(connection);
  const integration = await findIntegration(uniqueKey);
  const why = whyNot(connection) ?? whyNowhere(openings);
  const confirm = (await isConfirmed(operator)) ? undefined : await readConfirmWays(operator.id);
  const name = displayName || username;
  const script = globalThis.latchkeyPickerScript?.fixedPath ?? '/embed/picker.js';
  return (
    <>
      {isSandbox(cloud) ? <SandboxBar /> : null}
      <PageHeader
        title="Try the picker"
        crumbs={[
          { label: 'Connections', href: '/connections' },
          { label: name, href: `/connections/${id}` },
        ]}
        description={`Microsoft’s file picker with what ${username} granted, as a customer’s page opens it.`}
      />
      <div className="grid gap-6">
        {why ? <NoPicker connection={connection} why={why} /> : null}
        {why ? null : (
          <Playground
            id={id}
            openings={openings}
            script={script}
            confirm={confirm}
            facts={{ publicUrl: env().publicUrl, connectionId, uniqueKey, origins: integration?.allowedOrigins ?? [] }}
          />
        )}
        <RightsCard connection={connection} />
      </div>
    </>
  );
}
