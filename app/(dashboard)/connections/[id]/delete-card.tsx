import { TitledCard } from '#components/titled-card';
import type { ConnectionDetail } from '#lib/connections/schema';
import { withdrawalPages } from '#lib/withdrawal';
import { DeleteConnection } from './delete-connection';

function Away({ href, children }: { href: string; children: string }) {
  return (
    <a href={href} target="_blank" rel="noreferrer" className="text-link underline underline-offset-4">
      {children}
    </a>
  );
}

function WhatStays({ accountKind }: Pick<ConnectionDetail, 'accountKind'>) {
  const kept =
    'Tokens, metadata and timeline are deleted here and cannot be restored. The consent stays at Microsoft: ';
  if (accountKind === 'personal') {
    return (
      <>
        {kept}the user removes it at <Away href={withdrawalPages.personal}>account.live.com/consent/Manage</Away>.
      </>
    );
  }
  if (accountKind === 'tenant') {
    return (
      <>
        {kept}the tenant&apos;s admin removes the app in the{' '}
        <Away href="https://entra.microsoft.com">Entra admin center</Away> under Enterprise applications.
      </>
    );
  }
  return (
    <>
      {kept}the user removes it at <Away href={withdrawalPages.work}>myapps.microsoft.com</Away>, an admin in the{' '}
      <Away href="https://entra.microsoft.com">Entra admin center</Away> under Enterprise applications.
    </>
  );
}

export function DeleteCard({ connection }: { connection: ConnectionDetail }) {
  const { id, username, integrationName, accountKind } = connection;
  return (
    <TitledCard
      title="Delete"
      description="Ends Latchkey's access. What the account consented to stays at Microsoft until it is removed there."
    >
      <DeleteConnection
        id={id}
        username={username}
        integrationName={integrationName}
        description={<WhatStays accountKind={accountKind} />}
      />
    </TitledCard>
  );
}
