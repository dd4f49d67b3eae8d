import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { NativeSelect } from '#components/ui/native-select';
import type { MailSender } from '#lib/connections/schema';
import type { ChannelFields, ChannelValues } from './form-values';

interface MailFieldsProps {
  values: ChannelValues;
  fields: ChannelFields;
  isNew: boolean;
}

const plain = { autoComplete: 'off', spellCheck: false } as const;

type PartProps = Pick<MailFieldsProps, 'values' | 'fields'>;

function Recipients({ values, fields }: PartProps) {
  return (
    <Field label="Recipients" hint="Separated by commas, at most 20." error={fields.recipients} required>
      <Input name="recipients" defaultValue={values.recipients} {...plain} />
    </Field>
  );
}

/** Who gets the mail, and the connected account that sends it: no mail server, and no password of one. */
export function AccountFields({ values, fields, senders }: PartProps & { senders: readonly MailSender[] }) {
  return (
    <>
      <Recipients values={values} fields={fields} />
      <Field
        label="Account that sends"
        hint={
          senders.length > 0
            ? 'Choose one of your own: the mail comes from its mailbox. Connections with Mail.Send are listed.'
            : 'None yet. Connect an account of your own by an integration that asks for Mail.Send, then choose it here.'
        }
        error={fields.connectionId}
        required
      >
        <NativeSelect name="connectionId" defaultValue={values.connectionId}>
          <option value="">Choose an account</option>
          {senders.map(({ id, name, username }) => (
            <option key={id} value={id}>
              {name === username ? username : `${name}, ${username}`}
            </option>
          ))}
        </NativeSelect>
      </Field>
    </>
  );
}

/** Who gets the mail, and the server that sends it. */
export function MailFields({ values, fields, isNew }: MailFieldsProps) {
  return (
    <>
      <Recipients values={values} fields={fields} />
      <Field label="Sender" hint="An address that the mail server may send for." error={fields.from} required>
        <Input name="from" defaultValue={values.from} {...plain} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_6rem]">
        <Field label="Mail server" error={fields.host} required>
          <Input name="host" defaultValue={values.host} placeholder="smtp.example.com" {...plain} />
        </Field>
        <Field label="Port" error={fields.port} required>
          <Input name="port" defaultValue={values.port} inputMode="numeric" {...plain} />
        </Field>
      </div>
      <Field label="Protection" error={fields.security} required>
        <NativeSelect name="security" defaultValue={values.security}>
          <option value="starttls">STARTTLS, usually port 587</option>
          <option value="tls">TLS, usually port 465</option>
          <option value="none">None: a relay in your own network</option>
        </NativeSelect>
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="User name" error={fields.user} optional>
          <Input name="user" defaultValue={values.user} {...plain} />
        </Field>
        <Field
          label="Password"
          hint={isNew ? undefined : 'Stored sealed. Leave it empty to keep it.'}
          error={fields.secret}
          optional
        >
          <Input type="password" name="secret" maxLength={1_000} autoComplete="off" spellCheck={false} />
        </Field>
      </div>
    </>
  );
}
