/** Something about an API key cannot be done; the message says what. */
export class KeyError extends Error {
  override readonly name = 'KeyError';
  readonly code: 'not_found';
  constructor(code: 'not_found', message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
