const sentences = {
  credentials_wrong: 'The e-mail address or the password is not right.',
  password_wrong: 'This is not your current password.',
  setup_token_wrong: 'This is not the set-up token of the running server. It is printed anew at each start.',
  already_set_up: 'Latchkey is set up already. Sign in instead.',
  email_taken: 'There is an operator with this e-mail address already.',
  last_owner: 'This is the only owner. Make someone else an owner first.',
  not_found: 'This operator does not exist any more.',
} as const;

export type OperatorErrorCode = keyof typeof sentences;

/** Something about an operator cannot be done; the message is one sentence for a person. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
  readonly code: OperatorErrorCode;
  constructor(code: OperatorErrorCode, options?: ErrorOptions) {
    super(sentences[code], options);
    this.code = code;
  }
}
