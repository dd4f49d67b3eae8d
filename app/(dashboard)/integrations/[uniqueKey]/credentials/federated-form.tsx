'use client';

import { useActionState, useState } from 'react';
import { CopyField } from '#components/copy-field';
import { SubmitButton } from '#components/submit-button';
import { Field, FieldSet } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { RadioCard, RadioGroup } from '#components/ui/radio-group';
import { FormAlerts } from '../form-alerts';
import { saveFederated } from './actions';

type Places = { file: string | null; directory: string | null; variablePrefix: string };

interface FederatedFormProps {
  integrationId: string;
  audience: string;
  places: Places;
}

const issuers = [
  {
    name: 'Kubernetes',
    issuer: 'the cluster’s OIDC issuer URL, which must be public',
    subject: 'system:serviceaccount:NAMESPACE:SERVICE-ACCOUNT',
    token: 'Mount a projected service account token with this audience, or let the workload identity webhook do it.',
  },
  {
    name: 'GitHub Actions',
    issuer: 'https://token.actions.githubusercontent.com',
    subject: 'repo:OWNER/REPOSITORY:environment:NAME',
    token: 'Request the job’s ID token with this audience and leave it in the variable.',
  },
] as const;

function Instructions({ audience }: { audience: string }) {
  return (
    <section aria-label="At Microsoft" className="grid gap-3 rounded-lg bg-muted p-4">
      <h3 className="font-medium">At Microsoft</h3>
      <p className="text-muted-foreground">
        Under Certificates & secrets, Federated credentials, add one with these three; Microsoft compares them to the
        letter.
      </p>
      <div className="grid gap-1">
        <span>Audience</span>
        <CopyField text={audience} label="audience" className="bg-card" />
      </div>
      <dl className="grid gap-3">
        {issuers.map(({ name, issuer, subject, token }) => (
          <div key={name} className="grid gap-1">
            <dt className="font-medium">{name}</dt>
            <dd className="break-words text-muted-foreground">
              Issuer: {issuer}. Subject: <code className="break-all font-mono text-[13px]">{subject}</code>. {token}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function fileHint({ file, directory }: Places): string {
  const allowed = [file, directory && `files below ${directory}`].filter(Boolean);
  if (allowed.length === 0)
    return 'None may be read yet: start Latchkey with AZURE_FEDERATED_TOKEN_FILE or FEDERATED_TOKEN_DIR set.';
  return `May be read: ${allowed.join(', ')}.`;
}

/** Where the token of another identity provider is found. */
export function FederatedForm({ integrationId, audience, places }: FederatedFormProps) {
  const [state, action] = useActionState(saveFederated, {});
  const [place, setPlace] = useState<'file' | 'variable'>('file');
  const isFile = place === 'file';
  return (
    <form action={action} noValidate className="grid gap-4">
      <FormAlerts state={state} />
      <input type="hidden" name="integrationId" value={integrationId} />
      <FieldSet legend="The token is in">
        <RadioGroup
          name="place"
          value={place}
          onValueChange={(chosen) => setPlace(chosen === 'variable' ? 'variable' : 'file')}
          className="sm:grid-cols-2"
        >
          <RadioCard value="file" label="A file" hint={fileHint(places)} />
          <RadioCard
            value="variable"
            label="An environment variable"
            hint={`Its name begins with ${places.variablePrefix}.`}
          />
        </RadioGroup>
      </FieldSet>
      <Field
        label={isFile ? 'Path of the file' : 'Name of the variable'}
        hint="Read anew for each use, since such tokens last minutes."
        error={state.errors?.source}
      >
        <Input
          key={`${place} ${state.values?.source ?? ''}`}
          name="source"
          defaultValue={state.values?.source ?? (isFile ? (places.file ?? '') : places.variablePrefix)}
          autoComplete="off"
          spellCheck={false}
          className="font-mono text-[13px]"
        />
      </Field>
      <Instructions audience={audience} />
      <div>
        <SubmitButton pendingLabel="Storing the credential">Store the federated credential</SubmitButton>
      </div>
    </form>
  );
}
