const sentences = {
  not_found: 'This integration does not exist any more.',
  duplicate_key: 'Another integration has this key already. Choose a different one.',
  invalid: 'These settings do not fit together.',
  sandbox_off: 'No sandbox is configured here. Set SANDBOX=on or SANDBOX_LOGIN_URL, or choose the Microsoft cloud.',
  sandbox_unreachable:
    'The sandbox did not answer as expected. Check that it is running at the address it was configured with, then repeat this.',
  sandbox_without_app:
    'What stands in for Microsoft at SANDBOX_LOGIN_URL has no app ready to use. Choose New integration and enter the client ID and secret of an app registered there.',
  no_secret: 'This integration has no credential. Add one on its Credentials tab.',
  no_client_id: 'This integration has no application (client) ID. Enter it on its Settings tab.',
  too_many_credentials:
    'Two credentials are kept already, which is the most. Remove the one that is not used any more first.',
  credential_gone: 'This credential does not exist any more. Load the page again.',
  last_credential: 'This is the only credential left. Nothing can be connected or refreshed without it.',
} as const;

export type IntegrationErrorCode = keyof typeof sentences;

/** What is wrong with one field of an integration. */
export type IntegrationProblem = { field: string; message: string };

/** Something about an integration cannot be done. `problems` names the fields when the code is `invalid`. */
export class IntegrationError extends Error {
  override readonly name = 'IntegrationError';
  readonly code: IntegrationErrorCode;
  readonly problems: IntegrationProblem[];
  constructor(code: IntegrationErrorCode, options: ErrorOptions & { problems?: IntegrationProblem[] } = {}) {
    const { problems = [], ...rest } = options;
    super(problems[0]?.message ?? sentences[code], rest);
    this.code = code;
    this.problems = problems;
  }
}
