'use client';

import { useActionState, useState } from 'react';
import { ConfirmFields } from '#components/confirm-fields';
import { FormAlert } from '#components/form-alert';
import { SubmitButton } from '#components/submit-button';
import { Field, FieldSet } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { NativeSelect } from '#components/ui/native-select';
import { useShownVersion } from '#components/use-shown-version';
import { alertRules, type ChannelKind, channelKinds } from '#lib/alerts/schema';
import type { MailSender } from '#lib/connections/schema';
import { type ChannelState, saveChannel } from './actions';
import { type ChannelFields, type ChannelValues, kindLabels } from './form-values';
import { AccountFields, MailFields } from './mail-fields';

const hooks: Readonly<Record<Exclude<ChannelKind, 'email' | 'account'>, { label: string; hint: string }>> = {
  slack: {
    label: 'Address of the incoming webhook',
    hint: 'In Slack: your app, Incoming Webhooks, Add New Webhook. It begins with https://hooks.slack.com/.',
  },
  teams: {
    label: 'Address of the workflow',
    hint: 'In Teams: the channel, Workflows, "Send webhook alerts to a channel". Connectors of Office 365 no longer exist.',
  },
  webhook: { label: 'Address', hint: 'Gets a POST with JSON for every message; any 2xx answer is success.' },
};

type PartProps = { values: ChannelValues; fields: ChannelFields };

function Rules({ values, fields }: PartProps) {
  return (
    <FieldSet legend="What to report" error={fields.rules}>
      {Object.entries(alertRules).map(([rule, words]) => (
        <label key={rule} className="flex items-start gap-3 text-sm">
          <input
            type="checkbox"
            name="rules"
            value={rule}
            defaultChecked={values.rules.includes(rule)}
            className="mt-0.5 size-4 shrink-0 accent-primary"
          />
          <span>{words}</span>
        </label>
      ))}
      <label className="mt-2 flex items-start gap-3 text-sm">
        <input
          type="checkbox"
          name="tellsRecovery"
          value="yes"
          defaultChecked={values.tellsRecovery}
          className="mt-0.5 size-4 shrink-0 accent-primary"
        />
        <span>
          Also when a problem is solved
          <span className="block text-muted-foreground">A short message that nobody has to act on.</span>
        </span>
      </label>
    </FieldSet>
  );
}

function QuietHours({ values, fields }: PartProps) {
  return (
    <FieldSet
      legend="Quiet hours"
      hint="Nothing is sent between these times. Problems that are still there afterwards come in one message. Leave both empty for none."
      error={fields.quiet}
    >
      <div className="grid gap-4 sm:grid-cols-3">
        <Field label="From" optional>
          <Input type="time" name="quietFrom" defaultValue={values.quietFrom} />
        </Field>
        <Field label="To" optional>
          <Input type="time" name="quietTo" defaultValue={values.quietTo} />
        </Field>
        <Field label="Time zone" optional>
          <Input name="timeZone" defaultValue={values.timeZone} autoComplete="off" spellCheck={false} />
        </Field>
      </div>
    </FieldSet>
  );
}

type PlaceProps = PartProps & { isNew: boolean; kind: ChannelKind; senders: readonly MailSender[] };

function Place({ values, fields, isNew, kind, senders }: PlaceProps) {
  if (kind === 'email') return <MailFields values={values} fields={fields} isNew={isNew} />;
  if (kind === 'account') return <AccountFields values={values} fields={fields} senders={senders} />;
  const { label, hint } = hooks[kind];
  const kept = isNew ? '' : ' It is stored sealed and not shown again; leave it empty to keep it.';
  return (
    <Field label={label} hint={`${hint}${kept}`} error={fields.secret} required={isNew}>
      <Input
        type="url"
        name="secret"
        maxLength={2_048}
        autoComplete="off"
        spellCheck={false}
        className="font-mono"
        placeholder="https://"
      />
    </Field>
  );
}

interface ChannelFormProps {
  /** Id of the channel to change; absent for a new one. */
  id?: string;
  values: ChannelValues;
  /** Of the values of a channel that is changed. */
  version?: string;
  senders: readonly MailSender[];
  onSaved: () => void;
}

/** The form for a new channel or one that exists. */
export function ChannelForm({ id, values: initial, version = '', senders, onSaved }: ChannelFormProps) {
  async function save(before: ChannelState, form: FormData): Promise<ChannelState> {
    const after = await saveChannel(before, form);
    if (after.saved) onSaved();
    return after;
  }
  const [state, action] = useActionState(save, { turn: 0 });
  const seen = useShownVersion(version, state);
  const values = state.kept ?? initial;
  const [kind, setKind] = useState(values.kind);
  const fields = state.fields ?? {};
  const part = { values, fields };
  return (
    <form action={action} key={state.turn} className="grid gap-6">
      {id ? <input type="hidden" name="id" value={id} /> : null}
      <input type="hidden" name="version" value={seen} />
      <div className="grid gap-4">
        <Field label="Kind" required>
          <NativeSelect name="kind" value={kind} onChange={(event) => setKind(readKind(event.target.value))}>
            {channelKinds.map((one) => (
              <option key={one} value={one}>
                {kindLabels[one]}
              </option>
            ))}
          </NativeSelect>
        </Field>
        <Field label="Name" hint="Such as On call, or the channel's name." error={fields.name} required>
          <Input name="name" defaultValue={values.name} maxLength={80} autoComplete="off" />
        </Field>
        <Place {...part} isNew={!id} kind={kind} senders={senders} />
      </div>
      <Rules {...part} />
      <QuietHours {...part} />
      <ConfirmFields confirm={state.confirm} />
      <FormAlert error={state.error} />
      <div>
        <SubmitButton pendingLabel="Saving the channel">{id ? 'Save channel' : 'Add channel'}</SubmitButton>
      </div>
    </form>
  );
}

const readKind = (value: string): ChannelKind => channelKinds.find((kind) => kind === value) ?? 'email';
