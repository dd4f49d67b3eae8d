const messages = {
  cursor_gone: 'Events after this cursor were deleted (see the retention of events). Begin again without `after`.',
  cursor_unknown:
    'This installation has not come to this cursor: it is another one, or was restored from a backup. Begin again without `after`.',
} as const;

/** Events cannot be read from the given cursor. The message is a sentence for the caller. */
export class EventError extends Error {
  override readonly name = 'EventError';
  readonly code: keyof typeof messages;
  constructor(code: keyof typeof messages) {
    super(messages[code]);
    this.code = code;
  }
}
