'use client';

import { useActionState } from 'react';
import { SubmitButton } from '#components/submit-button';
import { Alert } from '#components/ui/alert';
import { ButtonLink } from '#components/ui/button-link';
import { Field, FieldError, FieldSet } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { Textarea } from '#components/ui/textarea';
import { linkLife } from '#lib/links/schema';
import { createConnectLink } from './actions';
import type { Made as MadeLink, NewLinkState } from './form-state';
import type { FieldErrors, NewLinkValues } from './form-values';
import { LinkFields } from './link-fields';
import { LinkHandover } from './link-handover';
import { LinkProgress } from './link-progress';
import { MadeFacts } from './made-facts';
import { markedSandbox } from './words';

export type IntegrationOption = {
  uniqueKey: string;
  displayName: string;
  isSandbox: boolean;
  /** Whether the integration uses Dataverse without a fixed environment, so that the link must name the customer's. */
  needsEnvironment: boolean;
};

interface NewLinkFormProps {
  integrations: readonly IntegrationOption[];
  /** Unique key of the integration selected initially. */
  chosen: string | undefined;
  closeHref: string;
}

type PartProps = { values: NewLinkValues; errors: FieldErrors };

function empty(chosen: string | undefined): NewLinkValues {
  return {
    integrations: chosen ? [chosen] : [],
    endUserId: '',
    endUserEmail: '',
    endUserName: '',
    tags: '',
    life: String(linkLife.default),
    expectedTenant: '',
    expectedEmail: '',
    onlyEndUser: true,
    environmentUrl: '',
    language: '',
  };
}

function Integrations({ integrations, values, errors }: PartProps & Pick<NewLinkFormProps, 'integrations'>) {
  const hint = integrations.length > 1 ? 'With several, the person chooses one of them.' : undefined;
  return (
    <FieldSet legend="What to connect" hint={hint} error={errors.integrations}>
      {integrations.map(({ uniqueKey, displayName, isSandbox }) => (
        <label key={uniqueKey} className="flex items-start gap-3 text-sm">
          <input
            type="checkbox"
            name="integrations"
            value={uniqueKey}
            defaultChecked={values.integrations.includes(uniqueKey)}
            className="mt-0.5 size-4 shrink-0 accent-primary"
          />
          <span className="min-w-0 break-words">{markedSandbox({ displayName, isSandbox })}</span>
        </label>
      ))}
    </FieldSet>
  );
}

/** Ticked by default, because it is usually right when an address is given. */
function OnlyEndUser({ values, errors }: PartProps) {
  return (
    <div className="grid gap-1.5">
      <label className="flex items-start gap-3 text-sm">
        {/* The field is sent even if the box is not ticked, because a form without it creates no link. */}
        <input type="hidden" name="onlyEndUser" value="no" />
        <input
          type="checkbox"
          name="onlyEndUser"
          value="yes"
          defaultChecked={values.onlyEndUser}
          className="mt-0.5 size-4 shrink-0 accent-primary"
        />
        <span>
          Only this address may connect (recommended)
          <span className="block text-muted-foreground">
            Otherwise the link can be passed on, and the files of whoever opens it end up with this person.
          </span>
        </span>
      </label>
      <FieldError error={errors.onlyEndUser} />
    </div>
  );
}

function EndUserFields({ values, errors }: PartProps) {
  return (
    <FieldSet legend="Who it is for" hint="Comes back with the connection, so that you know whose it is.">
      <Field label="Your id for them" optional error={errors.endUserId}>
        <Input name="endUserId" defaultValue={values.endUserId} maxLength={255} autoComplete="off" spellCheck={false} />
      </Field>
      <Field label="E-mail" optional error={errors.endUserEmail}>
        <Input name="endUserEmail" defaultValue={values.endUserEmail} maxLength={255} autoComplete="off" />
      </Field>
      <OnlyEndUser values={values} errors={errors} />
      <Field
        label="Only another account"
        optional
        hint="The user name with which they sign in to Microsoft, where that is not the e-mail. Any other one is refused."
        error={errors.expectedEmail}
      >
        <Input
          name="expectedEmail"
          placeholder="name@example.com"
          defaultValue={values.expectedEmail}
          autoComplete="off"
        />
      </Field>
      <Field label="Name" optional error={errors.endUserName}>
        <Input name="endUserName" defaultValue={values.endUserName} maxLength={255} autoComplete="off" />
      </Field>
    </FieldSet>
  );
}

function MoreFields({ values, errors }: PartProps) {
  const isOpen = Boolean(values.tags || values.expectedTenant);
  return (
    <details open={isOpen || undefined} className="group grid gap-4">
      <summary className="w-fit cursor-pointer rounded-sm font-medium text-link text-sm">
        Only a certain tenant, tags
      </summary>
      <div className="mt-4 grid gap-4">
        <Field
          label="Only this tenant"
          optional
          hint="Its id or one of its domains, such as contoso.com."
          error={errors.expectedTenant}
        >
          <Input name="expectedTenant" defaultValue={values.expectedTenant} autoComplete="off" spellCheck={false} />
        </Field>
        <Field label="Tags" optional hint="One a line, such as plan=pro. At most ten." error={errors.tags}>
          <Textarea name="tags" rows={3} defaultValue={values.tags} spellCheck={false} className="font-mono" />
        </Field>
      </div>
    </details>
  );
}

function EnvironmentField({ integrations, values, errors }: PartProps & Pick<NewLinkFormProps, 'integrations'>) {
  const asking = integrations.filter(({ needsEnvironment }) => needsEnvironment);
  if (asking.length === 0) return null;
  const names = asking.map(({ displayName }) => displayName).join(', ');
  return (
    <Field
      label="Environment URL"
      optional={asking.length < integrations.length}
      hint={`Needed for ${names}: the customer's Dataverse environment, such as https://contoso.crm.dynamics.com.`}
      error={errors.environmentUrl}
    >
      <Input
        name="environmentUrl"
        inputMode="url"
        defaultValue={values.environmentUrl}
        autoComplete="off"
        spellCheck={false}
      />
    </Field>
  );
}

const adviceOf = ({ account }: MadeLink) =>
  account
    ? `Send it to its person: only ${account} may connect with it, once.`
    : 'Send it to one person: whoever connects with it first uses it up.';

function Made({ made, closeHref }: { made: MadeLink; closeHref: string }) {
  return (
    <div className="grid gap-4">
      <LinkProgress id={made.id} advice={adviceOf(made)}>
        <MadeFacts made={made} />
        <LinkHandover url={made.url} messages={made.messages} />
      </LinkProgress>
      <ButtonLink href={closeHref} variant="outline" className="w-fit" scroll={false}>
        Watch it in the list
      </ButtonLink>
    </div>
  );
}

/** One click creates a link with the defaults. Everything else is optional. */
export function NewLinkForm({ integrations, chosen, closeHref }: NewLinkFormProps) {
  const [state, action] = useActionState<NewLinkState, FormData>(createConnectLink, {});
  if (state.made) return <Made made={state.made} closeHref={closeHref} />;
  const values = state.values ?? empty(chosen);
  const part = { values, errors: state.errors ?? {} };
  return (
    <form action={action} key={JSON.stringify(values)} className="grid gap-6">
      {state.error ? (
        <Alert variant="danger" role="alert">
          {state.error}
        </Alert>
      ) : null}
      <Integrations integrations={integrations} {...part} />
      <LinkFields {...part} />
      <EnvironmentField integrations={integrations} {...part} />
      <EndUserFields {...part} />
      <MoreFields {...part} />
      <SubmitButton pendingLabel="Creating the link" className="w-fit">
        Create link
      </SubmitButton>
    </form>
  );
}
