const messages = {
  not_found: 'This channel does not exist any more.',
  too_many: 'There are 20 channels already. Delete one first.',
  no_sender: 'This connection may not send mail: Microsoft has not granted it Mail.Send.',
  secret_missing: 'Give the address once more: what is stored belongs to another kind of channel.',
} as const;

/** An operation on an alert channel failed. The message is a sentence for operators. */
export class AlertError extends Error {
  override readonly name = 'AlertError';
  readonly code: keyof typeof messages;
  constructor(code: keyof typeof messages) {
    super(messages[code]);
    this.code = code;
  }
}
