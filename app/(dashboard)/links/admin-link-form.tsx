'use client';

import { useActionState, useState } from 'react';
import { FormAlert } from '#components/form-alert';
import { SubmitButton } from '#components/submit-button';
import { ButtonLink } from '#components/ui/button-link';
import { Field, FieldSet } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { NativeSelect } from '#components/ui/native-select';
import { adminLinkLife } from '#lib/links/schema';
import { createAdminLink } from './actions';
import type { NewAdminLinkState } from './form-state';
import type { AdminFieldErrors, AdminLinkValues } from './form-values';
import { LinkFields } from './link-fields';
import { LinkHandover } from './link-handover';
import { LinkProgress } from './link-progress';
import { MadeFacts } from './made-facts';
import { PlainConsent } from './plain-consent';
import { markedSandbox } from './words';

export type AdminOption = {
  uniqueKey: string;
  displayName: string;
  isSandbox: boolean;
  /** The only tenant whose accounts can sign in. */
  tenantId: string | null;
  presets: readonly { id: string; title: string }[];
};

interface AdminLinkFormProps {
  integrations: readonly AdminOption[];
  /** The initial values of the form. */
  begin: { integration: string | undefined; tenant: string | undefined };
  closeHref: string;
}

function Presets({ option, values }: { option: AdminOption | undefined; values: AdminLinkValues }) {
  if (!option || option.presets.length < 2) return null;
  return (
    <FieldSet legend="What to approve" hint="With none chosen: everything the integration asks for.">
      {option.presets.map(({ id, title }) => (
        <label key={id} className="flex items-start gap-3 text-sm">
          <input
            type="checkbox"
            name="presets"
            value={id}
            defaultChecked={values.presets.includes(id)}
            className="mt-0.5 size-4 shrink-0 accent-primary"
          />
          <span className="min-w-0 break-words">{title}</span>
        </label>
      ))}
    </FieldSet>
  );
}

type TenantProps = { option: AdminOption | undefined; values: AdminLinkValues; errors: AdminFieldErrors };

function Tenant({ option, values, errors }: TenantProps) {
  if (option?.tenantId)
    return (
      <p className="text-sm">
        The admin signs in to <code className="break-all font-mono text-[13px]">{option.tenantId}</code>, the tenant of
        this integration.
        <input type="hidden" name="tenant" value="" />
      </p>
    );
  return (
    <Field
      label="Tenant"
      optional
      hint="Its id or one of its domains, such as contoso.com. Links that wait for an admin of this tenant go on by themselves. Empty: the tenant of whoever signs in."
      error={errors.tenant}
    >
      <Input name="tenant" defaultValue={values.tenant} autoComplete="off" spellCheck={false} />
    </Field>
  );
}

function Made({ made, closeHref }: { made: NonNullable<NewAdminLinkState['made']>; closeHref: string }) {
  return (
    <div className="grid min-w-0 gap-4">
      <LinkProgress
        id={made.id}
        advice="Send it to an administrator of the organization. Once they have approved, people there connect without being stopped."
        last="Approved"
      >
        <MadeFacts made={made} />
        <LinkHandover url={made.url} messages={made.messages} />
        <PlainConsent url={made.plainUrl} />
      </LinkProgress>
      <ButtonLink href={closeHref} variant="outline" className="w-fit" scroll={false}>
        Watch it in the list
      </ButtonLink>
    </div>
  );
}

/** Creates the link on which an admin approves for everyone in a tenant. */
export function AdminLinkForm({ integrations, begin, closeHref }: AdminLinkFormProps) {
  const [state, action] = useActionState<NewAdminLinkState, FormData>(createAdminLink, {});
  const first = begin.integration ?? integrations[0]?.uniqueKey ?? '';
  const life = String(adminLinkLife);
  const values = state.values ?? { integration: first, tenant: begin.tenant ?? '', presets: [], life, language: '' };
  const [chosen, setChosen] = useState(values.integration);
  if (state.made) return <Made made={state.made} closeHref={closeHref} />;
  const errors = state.errors ?? {};
  const option = integrations.find(({ uniqueKey }) => uniqueKey === chosen);
  return (
    <form action={action} key={JSON.stringify(values)} className="grid gap-6">
      <FormAlert error={state.error} />
      <Field label="Integration" error={errors.integration}>
        <NativeSelect name="integration" value={chosen} onChange={(event) => setChosen(event.target.value)}>
          {integrations.map(({ uniqueKey, displayName, isSandbox }) => (
            <option key={uniqueKey} value={uniqueKey}>
              {markedSandbox({ displayName, isSandbox })}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Presets key={chosen} option={option} values={values} />
      <Tenant option={option} values={values} errors={errors} />
      <LinkFields values={values} errors={errors} leastLife={86_400} />
      <SubmitButton pendingLabel="Creating the link" className="w-fit">
        Create admin-consent link
      </SubmitButton>
    </form>
  );
}
