import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { NativeSelect } from '#components/ui/native-select';
import type { ChannelFields, ChannelValues } from './form-values';

interface MailFieldsProps {
  values: ChannelValues;
  fields: ChannelFields;
  isNew: boolean;
}

const plain = { autoComplete: 'off', spellCheck: false } as const;

/** Who gets the mail, and the server that sends it. */
export function MailFields({ values, fields, isNew }: MailFieldsProps) {
  return (
    <>
      <Field label="Recipients" hint="Separated by commas, at most 20." error={fields.recipients} required>
        <Input name="recipients" defaultValue={values.recipients} {...plain} />
      </Field>
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
