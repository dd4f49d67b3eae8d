import { Snippet } from '#components/snippet';
import { TitledCard } from '#components/titled-card';
import { Alert, AlertDescription, AlertTitle } from '#components/ui/alert';
import { env } from '#lib/env';
import { versionOf } from '#lib/version';
import { pickerTabs } from '../../../connections/[id]/picker/snippets';
import type { TabProps } from '../tab-props';
import { OriginsForm } from './origins-form';
import { Preview } from './preview';
import { embedTabs } from './snippets';

function Origins({ integration: { id, allowedOrigins }, canChange }: TabProps) {
  if (canChange) return <OriginsForm id={id} version={versionOf(allowedOrigins)} origins={allowedOrigins} />;
  if (allowedOrigins.length === 0) return <p className="text-muted-foreground text-sm">No page may embed it.</p>;
  return (
    <ul className="grid gap-1 font-mono text-sm">
      {allowedOrigins.map((origin) => (
        <li key={origin} className="break-all">
          {origin}
        </li>
      ))}
    </ul>
  );
}

const severalFiles = { entry: { oneDrive: { files: {} } }, options: { selection: { mode: 'multiple' } } } as const;

function PickerCode({ uniqueKey }: { uniqueKey: string }) {
  const facts = { publicUrl: env().publicUrl, uniqueKey, connectionId: 'CONNECTION_ID' };
  return (
    <TitledCard
      title="Microsoft’s file picker"
      description="It uses what a connection granted, so nobody signs in a second time. Try it on the page of a connection."
    >
      <Snippet label="File picker" tabs={pickerTabs(facts, severalFiles)} />
    </TitledCard>
  );
}

/** Which pages may embed the connect page of an integration, and the code that does it. */
export function EmbedTab({ integration, canChange }: TabProps) {
  const { uniqueKey } = integration;
  // The server of this process has read the file.
  const script = globalThis.latchkeyScript;
  return (
    <div className="grid max-w-3xl gap-6">
      <TitledCard
        title="Who may embed it"
        description="Pages of these origins may show the connect page in a frame, open it in a window, and be returned to. Every other page is refused, whatever session it has."
      >
        <Origins integration={integration} canChange={canChange} />
      </TitledCard>
      <TitledCard
        title="What an end user sees"
        description="With your branding and what this integration asks for now. This is a picture: its buttons do nothing."
      >
        <Preview uniqueKey={uniqueKey} />
      </TitledCard>
      <TitledCard
        title="Code for your product"
        description="Your server makes a connect session and gives the page its token. The outcome comes from Latchkey, not from the window."
      >
        {integration.allowedOrigins.length === 0 ? (
          <Alert variant="info" className="mb-4">
            <AlertTitle>No page may use it yet</AlertTitle>
            <AlertDescription>
              Allow the origin of your page first. Until then its frames stay empty and its windows are refused.
            </AlertDescription>
          </Alert>
        ) : null}
        <Snippet label="Embed" tabs={embedTabs({ publicUrl: env().publicUrl, uniqueKey, script })} />
      </TitledCard>
      {integration.permissionType === 'application' ? null : <PickerCode uniqueKey={uniqueKey} />}
    </div>
  );
}
