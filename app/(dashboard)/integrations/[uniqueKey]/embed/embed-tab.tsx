import Link from 'next/link';
import { Snippet } from '#components/snippet';
import { TitledCard } from '#components/titled-card';
import { Alert, AlertDescription, AlertTitle } from '#components/ui/alert';
import { listConnections } from '#lib/connections/connections';
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

const linkClasses = 'rounded-sm text-link underline underline-offset-4';

async function PickerCode({ integration: { uniqueKey, allowedOrigins }, canChange }: TabProps) {
  const facts = { publicUrl: env().publicUrl, uniqueKey, connectionId: 'CONNECTION_ID', origins: allowedOrigins };
  const [newest] = canChange ? await listConnections({ integration: uniqueKey }, { limit: 1 }) : [];
  return (
    <TitledCard
      title="Microsoft’s file picker"
      description="It uses what a connection granted, so nobody signs in a second time. CONNECTION_ID is the id of that connection."
      contentClassName="grid gap-4"
    >
      <Snippet label="File picker" tabs={pickerTabs(facts, severalFiles)} />
      {newest ? (
        <p className="text-muted-foreground">
          {/* A new document, because its policy allows frames of the connection's hosts. */}
          <a href={`/connections/${newest.id}/picker`} className={linkClasses}>
            Try the picker
          </a>{' '}
          with the connection of {newest.username}.
        </p>
      ) : null}
    </TitledCard>
  );
}

/** What the code needs, and where more is said. */
function CodeLinks() {
  return (
    <p className="text-muted-foreground">
      <code className="font-mono">LATCHKEY_API_KEY</code> on your server is a key of{' '}
      <Link href="/settings/api-keys" className={linkClasses}>
        Settings, API keys
      </Link>
      , with the scope to write connect sessions. Every field of a session is in the{' '}
      <Link href="/settings/api" className={linkClasses}>
        API reference
      </Link>
      ; every option of the code in <code className="font-mono">docs/embedding.md</code> of Latchkey.
    </p>
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
        contentClassName="grid gap-4"
        description="Your server makes a connect session and gives the page its token. The outcome comes from Latchkey, not from the window."
      >
        {integration.allowedOrigins.length === 0 ? (
          <Alert variant="info">
            <AlertTitle>No page may use it yet</AlertTitle>
            <AlertDescription>
              Allow the origin of your page first. Until then it is told <code>origin_not_allowed</code>.
            </AlertDescription>
          </Alert>
        ) : null}
        <Snippet label="Embed" tabs={embedTabs({ publicUrl: env().publicUrl, uniqueKey, script })} />
        <CodeLinks />
      </TitledCard>
      {integration.permissionType === 'application' ? null : (
        <PickerCode integration={integration} canChange={canChange} />
      )}
    </div>
  );
}
