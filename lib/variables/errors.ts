/** Something about an environment variable cannot be done; the message says what. */
export class VariableError extends Error {
  override readonly name = 'VariableError';
  readonly code: 'not_found';
  constructor(code: 'not_found', message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
