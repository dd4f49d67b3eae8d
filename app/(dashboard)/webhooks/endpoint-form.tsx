'use client';

import { useActionState, useId } from 'react';
import { ConfirmFields } from '#components/confirm-fields';
import { CopyField } from '#components/copy-field';
import { FormAlert } from '#components/form-alert';
import { SubmitButton } from '#components/submit-button';
import { Alert, AlertTitle } from '#components/ui/alert';
import { ButtonLink } from '#components/ui/button-link';
import { Field, FieldSet } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { NativeSelect } from '#components/ui/native-select';
import { useShownVersion } from '#components/use-shown-version';
import { publicEventTypes } from '#lib/events/schema';
import { addEndpoint, saveEndpoint } from './actions';
import type { EndpointValues } from './form-values';

type Choice = { value: string; label: string };

function Box({ name, value, label, isTicked }: Choice & { name: string; isTicked: boolean }) {
  const id = useId();
  return (
    <li className="flex items-center gap-2">
      <input
        type="checkbox"
        id={id}
        name={name}
        value={value}
        defaultChecked={isTicked}
        className="size-4 shrink-0 accent-(--primary)"
      />
      <label htmlFor={id} className="wrap-anywhere text-sm">
        {label}
      </label>
    </li>
  );
}

interface BoxesProps {
  legend: string;
  hint: string;
  name: string;
  choices: readonly Choice[];
  ticked: readonly string[];
}

function Boxes({ legend, hint, name, choices, ticked }: BoxesProps) {
  return (
    <FieldSet legend={legend} hint={hint}>
      <ul className="grid gap-2">
        {choices.map((choice) => (
          <Box key={choice.value} {...choice} name={name} isTicked={ticked.includes(choice.value)} />
        ))}
      </ul>
    </FieldSet>
  );
}

const typeChoices = publicEventTypes.map((value) => ({ value, label: value }));

interface EndpointFormProps {
  /** The endpoint that is changed; without it a new one is made. */
  id?: string;
  kind?: 'endpoint' | 'overrides';
  values: EndpointValues;
  /** Of the values of an endpoint that is changed. */
  version?: string;
  integrations: readonly { id: string; displayName: string }[];
}

/** Makes an endpoint or changes one; keeps what was typed when something does not fit. */
export function EndpointForm({ id, kind = 'endpoint', values, version = '', integrations }: EndpointFormProps) {
  const [state, action] = useActionState(id ? saveEndpoint : addEndpoint, { turn: 0 });
  const seen = useShownVersion(version, state);
  const kept = state.kept ?? values;
  if (state.made) return <Made {...state.made} />;
  return (
    <form key={state.turn} action={action} className="grid max-w-xl gap-4">
      {id ? <input type="hidden" name="id" value={id} /> : null}
      <input type="hidden" name="version" value={seen} />
      {kind === 'endpoint' ? (
        <>
          <Field label="Address" hint="Events are POSTed to it." error={state.errors?.url} required>
            <Input
              name="url"
              defaultValue={kept.url}
              inputMode="url"
              autoComplete="off"
              spellCheck={false}
              placeholder="https://example.com/webhooks"
              className="font-mono text-[13px]"
            />
          </Field>
          <Field label="Description" error={state.errors?.description} optional>
            <Input name="description" defaultValue={kept.description} maxLength={200} autoComplete="off" />
          </Field>
        </>
      ) : null}
      <Field
        label="Format"
        hint="Standard: every event. Nango: the auth bodies that a receiver written for Nango expects. Both are signed both ways."
      >
        <NativeSelect name="format" defaultValue={kept.format}>
          <option value="standard">Standard</option>
          <option value="nango">Nango</option>
        </NativeSelect>
      </Field>
      <Boxes legend="Events" hint="None ticked: all of them." name="type" choices={typeChoices} ticked={kept.types} />
      {integrations.length > 0 ? (
        <Boxes
          legend="Integrations"
          hint="None ticked: all of them."
          name="integration"
          choices={integrations.map((one) => ({ value: one.id, label: one.displayName }))}
          ticked={kept.integrationIds}
        />
      ) : null}
      <ConfirmFields confirm={state.confirm} />
      <FormAlert error={state.error} message={state.saved ? 'Saved.' : undefined} />
      <div>
        <SubmitButton pendingLabel="Saving the endpoint">{id ? 'Save endpoint' : 'Create endpoint'}</SubmitButton>
      </div>
    </form>
  );
}

function Made({ id, url, secret }: { id: string; url: string; secret: string }) {
  return (
    <Alert variant="success" role="status">
      <AlertTitle>Events are sent to {new URL(url).host} from now on</AlertTitle>
      <p>Verify them with this signing secret:</p>
      <CopyField text={secret} label="signing secret" className="mt-1" />
      <div className="mt-3">
        <ButtonLink href={`/webhooks/${id}`} size="sm">
          Open endpoint
        </ButtonLink>
      </div>
    </Alert>
  );
}
