import type { Metadata } from 'next';
import { CopyField } from '#components/copy-field';
import { settingsPages } from '#components/frame/settings-pages';
import { readReference } from '#lib/api/reference';
import { requireOperator } from '#lib/auth/session';
import { env } from '#lib/env';
import { OperationCard } from './operation-card';

export const metadata: Metadata = { title: settingsPages.api.label };

export default async function ApiReferencePage() {
  await requireOperator('viewer');
  const url = `${env().publicUrl}/api`;
  const groups = readReference(url);
  return (
    <div className="grid gap-8">
      <section aria-labelledby="base" className="grid max-w-xl gap-2">
        <h2 id="base" className="font-semibold text-lg">
          Where the API is
        </h2>
        <CopyField text={url} label="address of the API" />
        <p className="text-muted-foreground text-sm">
          The paths and shapes are those of Nango: when its host is this address, the parts of its SDK for connections,
          tokens, integrations, providers, connect sessions, environment variables and the proxy work unmodified. There
          are no functions, syncs, actions or records. The whole is also an{' '}
          <a href="/api/openapi.json" className="rounded-sm text-link underline underline-offset-4">
            OpenAPI 3.1 document
          </a>
          .
        </p>
      </section>
      {groups.map(({ name, description, operations }) => (
        <section key={name} aria-label={name} className="grid gap-3">
          <div>
            <h2 className="font-semibold text-lg">{name}</h2>
            <p className="text-muted-foreground text-sm">{description}</p>
          </div>
          {operations.map((operation) => (
            <OperationCard key={operation.id} operation={operation} />
          ))}
        </section>
      ))}
    </div>
  );
}
