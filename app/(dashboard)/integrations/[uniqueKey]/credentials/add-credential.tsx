import type { ReactNode } from 'react';
import { TitledCard } from '#components/titled-card';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '#components/ui/tabs';
import { cloudTraits, isSandbox } from '#lib/clouds';
import { PastedWrongly } from '../../parts/pasted-wrongly';
import { SecretForm } from '../secret-form';
import type { TabProps } from '../tab-props';
import { CertificateForms } from './certificate-forms';
import { FederatedForm } from './federated-form';

interface AddCredentialProps extends Pick<TabProps, 'integration'> {
  /** Whether a new secret replaces the stored one, because none of the stored credentials works. */
  replaces: boolean;
  hasSecret: boolean;
  places: { file: string | null; directory: string | null; variablePrefix: string };
}

function Panel({ value, children }: { value: string; children: ReactNode }) {
  return (
    <TabsContent value={value} className="grid gap-6 pt-2">
      {children}
    </TabsContent>
  );
}

/** Adds a credential of one of the three kinds. */
export function AddCredential({ integration, replaces, hasSecret, places }: AddCredentialProps) {
  const { id, cloud } = integration;
  return (
    <TitledCard
      title="Add a credential"
      description="The new one is used first and the old one stands by until you remove it. Connections keep their grants."
    >
      <Tabs defaultValue="secret">
        <TabsList aria-label="Kind of credential">
          <TabsTrigger value="secret">Secret</TabsTrigger>
          <TabsTrigger value="certificate">Certificate</TabsTrigger>
          <TabsTrigger value="federated">Federated</TabsTrigger>
        </TabsList>
        <Panel value="secret">
          <SecretForm id={id} replaces={replaces} hasSecret={hasSecret} />
          {isSandbox(cloud) ? null : <PastedWrongly />}
        </Panel>
        <Panel value="certificate">
          <CertificateForms integrationId={id} />
        </Panel>
        <Panel value="federated">
          <FederatedForm integrationId={id} audience={cloudTraits(cloud).tokenExchangeAudience} places={places} />
        </Panel>
      </Tabs>
    </TitledCard>
  );
}
