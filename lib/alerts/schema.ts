import { z } from 'zod';

/** The rules that an operator can choose for a channel, each with its label. */
export const alertRules = {
  needs_reauthorization: 'A connection needs reauthorization',
  integration_broken: 'Microsoft refuses an app registration or a credential',
  secret_ends: 'A client secret or certificate expires',
  webhook_failing: 'A webhook endpoint accepts nothing',
  sweep_behind: 'Tokens are refreshed too late',
  microsoft_unreachable: 'Microsoft cannot be reached',
  sign_in_attack: 'Many sign-ins or API keys are refused',
} as const;
export type AlertRule = keyof typeof alertRules;

export const alertRuleSchema = z.enum([
  'needs_reauthorization',
  'integration_broken',
  'secret_ends',
  'webhook_failing',
  'sweep_behind',
  'microsoft_unreachable',
  'sign_in_attack',
]);
export const channelKinds = ['email', 'account', 'slack', 'teams', 'webhook'] as const;
export type ChannelKind = (typeof channelKinds)[number];

const mailSecurities = ['starttls', 'tls', 'none'] as const;

const address = z.email('Enter e-mail addresses, separated by commas.');

const recipients = z.array(address).min(1, 'Enter at least one address.').max(20, 'At most 20 addresses.');

/** Whether channels of a kind send mail. Those can also write to the end users of an integration. */
export const sendsMail = (kind: ChannelKind) => kind === 'email' || kind === 'account';

/** The connected account that sends the mail, as the row id of its connection. */
export const accountSettingsSchema = z.object({
  recipients,
  connectionId: z.uuid('Choose the account that sends.'),
});
export type AccountSettings = z.infer<typeof accountSettingsSchema>;

/** A mailbox and the mail server that delivers to it, without the password. */
export const mailSettingsSchema = z.object({
  recipients,
  from: z.email('Enter the address that the mail comes from.'),
  host: z
    .string()
    .trim()
    .regex(/^[a-z\d]([a-z\d.-]*[a-z\d])?$|^\[[\da-f:]+\]$/i, 'Enter the name of the mail server, without a scheme.')
    .max(253),
  port: z.coerce.number('Enter a port.').int('Enter a port.').min(1, 'Enter a port.').max(65_535, 'Enter a port.'),
  security: z.enum(mailSecurities, 'Choose how the connection is protected.'),
  user: z.string().trim().max(320).default(''),
});
export type MailSettings = z.infer<typeof mailSettingsSchema>;

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Enter both times as hours and minutes.');
const isTimeZone = (value: string) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
};

/** Hours of the day in which nothing is sent. */
export const quietSchema = z
  .object({
    from: timeOfDay,
    to: timeOfDay,
    timeZone: z.string().refine(isTimeZone, 'Enter a time zone such as Europe/Vienna.'),
  })
  .refine(({ from, to }) => from !== to, 'Quiet hours that begin and end at the same time never end.');
export type Quiet = z.infer<typeof quietSchema>;

const hookUrl = z
  .url({ protocol: /^https?$/ })
  .max(2_048)
  .refine((url) => {
    if (!URL.canParse(url)) return false;
    const { username, password, hash } = new URL(url);
    return !username && !password && !hash;
  });

const common = z.object({
  name: z.string().trim().min(1, 'Give it a name.').max(80, 'A name has at most 80 characters.'),
  rules: z.array(alertRuleSchema).min(1, 'Choose at least one.'),
  quiet: quietSchema.nullable(),
  tellsRecovery: z.boolean(),
});

const hookSecret = z.union(
  [z.literal(''), hookUrl],
  'Enter the address that begins with https://, without user name, password or fragment.',
);
const hook = <K extends ChannelKind>(kind: K) => common.extend({ kind: z.literal(kind), secret: hookSecret });

const mailbox = common.extend({
  kind: z.literal('email'),
  mail: mailSettingsSchema.refine(({ security, user }) => security !== 'none' || user === '', {
    error: 'A user name goes with TLS or STARTTLS only: its password would be readable on the way.',
    path: ['security'],
  }),
  secret: z.string().max(1_000, 'A password has at most 1000 characters.'),
});

const account = common.extend({
  kind: z.literal('account'),
  account: accountSettingsSchema,
  // There is none to store.
  secret: z
    .string()
    .default('')
    .transform(() => ''),
});

/**
 * The input for a channel. `secret` is the password of the mail server or the address to post to. If it is empty, the
 * stored one is kept.
 */
export const channelInputSchema = z.discriminatedUnion('kind', [
  mailbox,
  account,
  hook('slack'),
  hook('teams'),
  hook('webhook'),
]);
export type ChannelInput = z.output<typeof channelInputSchema>;

/** A channel without its secret. */
export type AlertChannel = {
  id: string;
  kind: ChannelKind;
  name: string;
  rules: AlertRule[];
  mail: MailSettings | null;
  account: AccountSettings | null;
  /** Host of the address to which messages are posted. */
  host: string | null;
  quiet: Quiet | null;
  tellsRecovery: boolean;
  createdAt: Date;
  createdBy: string;
  failures: number;
  lastError: string | null;
  lastSentAt: Date | null;
  /** When the next message may be sent, if any wait. */
  nextAt: Date | null;
  waiting: number;
};

export const contentSchema = z.object({
  level: z.enum(['info', 'warning', 'error']),
  title: z.string(),
  message: z.string(),
  fix: z.string(),
  /** Path of the dashboard's page about it. */
  path: z.string(),
  /** Common id of all messages about one problem. */
  thread: z.string(),
});
export type AlertContent = z.infer<typeof contentSchema>;

/** `open`: something went wrong. `over`: it is as it should be again. */
export type AlertChange = 'open' | 'over';

/** One change of state, to be told to one channel. */
export type AlertItem = {
  id: string;
  key: string;
  rule: AlertRule;
  change: AlertChange;
  content: AlertContent;
  createdAt: Date;
  isHeld: boolean;
};
