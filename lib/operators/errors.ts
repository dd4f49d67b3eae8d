const sentences = {
  credentials_wrong: 'The e-mail address or the password is not right.',
  password_wrong: 'This is not your current password.',
  password_off: 'Signing in with a password is switched off here. Sign in with Microsoft.',
  no_password: 'You have no password here. Sign out, sign in with Microsoft again, and repeat this within ten minutes.',
  setup_token_wrong: 'This is not the set-up token of the running server. It is printed anew at each start.',
  already_set_up: 'Latchkey is set up already. Sign in instead.',
  email_taken: 'There is an operator with this e-mail address already.',
  last_owner: 'This is the only owner. Make someone else an owner first.',
  not_found: 'This operator does not exist any more.',
  session_gone: 'This session has ended already.',
  invitation_gone: 'This invitation is accepted, revoked or expired already. Send a new one.',
  invitation_closed: 'This invitation cannot be used any more. Ask the person who sent it for a new one.',
  entra_taken: 'This Microsoft account belongs to another operator already.',
  entra_other: 'This is not the Microsoft account you sign in with here.',
  entra_unknown: 'No operator here has this Microsoft account.',
  entra_off: 'Signing in with Microsoft is switched off here.',
  entra_incomplete: 'Enter tenant, client ID and client secret first.',
  entra_needed: 'Passwords are switched off, so signing in with Microsoft has to stay on. Allow passwords first.',
  entra_not_yours:
    'Connect your own Microsoft account first, under Your account. Otherwise switching passwords off could lock you out.',
  entra_only_way: 'You have no password, so this Microsoft account is your only way in.',
  tenant_unknown: 'Microsoft knows no such tenant in this cloud. Check the ID or domain, and the cloud.',
  microsoft_away: 'Microsoft could not be reached to look the tenant up. Save again when it can.',
  sandbox_off: 'The sandbox does not answer. Set SANDBOX=on or SANDBOX_LOGIN_URL, and start Latchkey again.',
} as const;

export type OperatorErrorCode = keyof typeof sentences;

/** Something about an operator cannot be done. The message is one sentence for people. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
  readonly code: OperatorErrorCode;
  constructor(code: OperatorErrorCode, options?: ErrorOptions) {
    super(sentences[code], options);
    this.code = code;
  }
}

/** The password is easy to guess. The message says what would help. */
export class WeakPasswordError extends Error {
  override readonly name = 'WeakPasswordError';
  readonly code = 'password_weak';
  constructor(help: string) {
    super(`This password is too easy to guess. ${help}`);
  }
}
