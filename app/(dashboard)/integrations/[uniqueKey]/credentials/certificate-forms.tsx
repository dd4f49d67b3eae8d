'use client';

import { useActionState } from 'react';
import { SubmitButton } from '#components/submit-button';
import { Field } from '#components/ui/field';
import { NativeSelect } from '#components/ui/native-select';
import { Separator } from '#components/ui/separator';
import { Textarea } from '#components/ui/textarea';
import { FormAlerts } from '../form-alerts';
import { makeCertificate, pasteCertificate } from './actions';

const lives = [6, 12, 18, 24] as const;

function MakeForm({ integrationId }: { integrationId: string }) {
  const [state, action] = useActionState(makeCertificate, {});
  return (
    <form action={action} noValidate className="grid gap-4">
      <FormAlerts state={state} />
      <input type="hidden" name="integrationId" value={integrationId} />
      <Field
        label="Valid for"
        hint="The private key is made here, sealed, and never shown or exported. You download the certificate and upload it under Certificates & secrets, Certificates."
        error={state.errors?.months}
      >
        <div className="max-w-56">
          <NativeSelect key={state.values?.months} name="months" defaultValue={state.values?.months ?? '12'}>
            {lives.map((months) => (
              <option key={months} value={months}>
                {months} months
              </option>
            ))}
          </NativeSelect>
        </div>
      </Field>
      <div>
        <SubmitButton pendingLabel="Making the certificate">Make a certificate</SubmitButton>
      </div>
    </form>
  );
}

function PasteForm({ integrationId }: { integrationId: string }) {
  const [state, action] = useActionState(pasteCertificate, {});
  return (
    <form action={action} noValidate className="grid gap-4">
      <FormAlerts state={state} />
      <input type="hidden" name="integrationId" value={integrationId} />
      <Field
        label="Certificate and private key"
        hint="Both as PEM, one after the other: RSA, not encrypted. The key is sealed when stored and never shown again."
        error={state.errors?.certificate}
      >
        <Textarea
          name="certificate"
          rows={6}
          autoComplete="off"
          spellCheck={false}
          placeholder={'-----BEGIN CERTIFICATE-----\n…\n-----BEGIN PRIVATE KEY-----\n…'}
          className="font-mono text-[13px]"
        />
      </Field>
      <div>
        <SubmitButton variant="outline" pendingLabel="Storing the certificate">
          Store the certificate
        </SubmitButton>
      </div>
    </form>
  );
}

/** Forms to generate a certificate here, or to paste one made elsewhere. */
export function CertificateForms({ integrationId }: { integrationId: string }) {
  return (
    <>
      <MakeForm integrationId={integrationId} />
      <Separator />
      <PasteForm integrationId={integrationId} />
    </>
  );
}
