import type { z } from 'zod';
import type { AlertChannel, ChannelKind } from '#lib/alerts/schema';

/** What was typed, without the secret. */
export type ChannelValues = {
  kind: ChannelKind;
  name: string;
  rules: string[];
  tellsRecovery: boolean;
  quietFrom: string;
  quietTo: string;
  timeZone: string;
  recipients: string;
  from: string;
  host: string;
  port: string;
  security: string;
  user: string;
  /** Row of the connection that sends. */
  connectionId: string;
};

export type ChannelFields = Partial<Record<string, string[]>>;

export const kindLabels: Readonly<Record<ChannelKind, string>> = {
  email: 'E-mail',
  account: 'E-mail from a connected account',
  slack: 'Slack',
  teams: 'Microsoft Teams',
  webhook: 'Webhook',
};

export const emptyChannel: ChannelValues = {
  kind: 'email',
  name: '',
  rules: [
    'needs_reauthorization',
    'integration_broken',
    'secret_ends',
    'webhook_failing',
    'sweep_behind',
    'microsoft_unreachable',
  ],
  tellsRecovery: true,
  quietFrom: '',
  quietTo: '',
  timeZone: 'UTC',
  recipients: '',
  from: '',
  host: '',
  port: '587',
  security: 'starttls',
  user: '',
  connectionId: '',
};

/** The values of a form for a channel that exists. */
export function valuesOf({ kind, name, rules, tellsRecovery, quiet, mail, account }: AlertChannel): ChannelValues {
  const own = { kind, name, rules: [...rules], tellsRecovery };
  const quietly = quiet ? { quietFrom: quiet.from, quietTo: quiet.to, timeZone: quiet.timeZone } : {};
  const mailbox = mail ? { ...mail, recipients: mail.recipients.join(', '), port: String(mail.port) } : {};
  const sender = account ? { ...account, recipients: account.recipients.join(', ') } : {};
  return { ...emptyChannel, ...own, ...quietly, ...mailbox, ...sender };
}

/** What was typed, as it was typed. */
export function readChannelForm(form: FormData): ChannelValues {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const kinds = new Map<string, ChannelKind>([
    ['account', 'account'],
    ['slack', 'slack'],
    ['teams', 'teams'],
    ['webhook', 'webhook'],
  ]);
  return {
    kind: kinds.get(text('kind')) ?? 'email',
    name: text('name'),
    rules: form.getAll('rules').filter((rule) => typeof rule === 'string'),
    tellsRecovery: text('tellsRecovery') === 'yes',
    quietFrom: text('quietFrom'),
    quietTo: text('quietTo'),
    timeZone: text('timeZone'),
    recipients: text('recipients'),
    from: text('from'),
    host: text('host'),
    port: text('port'),
    security: text('security'),
    user: text('user'),
    connectionId: text('connectionId'),
  };
}

/** The order that typed values stand for, not yet checked. */
export function channelOrder(values: ChannelValues, secret: unknown) {
  const { kind, name, rules, tellsRecovery, quietFrom, quietTo, timeZone, from, host, port, security, user } = values;
  const recipients = values.recipients.split(/[\s,;]+/).filter(Boolean);
  const quiet = quietFrom || quietTo ? { from: quietFrom, to: quietTo, timeZone } : null;
  const mail = { recipients, from, host, port, security, user };
  const account = { recipients, connectionId: values.connectionId };
  const typed = typeof secret === 'string' ? secret : '';
  // Spaces around a password may belong to it; around an address they do not.
  return { kind, name, rules, tellsRecovery, quiet, mail, account, secret: kind === 'email' ? typed : typed.trim() };
}

/** What is wrong, by the name of the field. */
export function channelErrors({ issues }: z.ZodError): ChannelFields {
  const fields: Record<string, string[]> = {};
  for (const { path, message } of issues) {
    const name = String(path[0] === 'mail' || path[0] === 'account' ? path[1] : path[0]);
    fields[name] = [...(fields[name] ?? []), message];
  }
  return fields;
}
