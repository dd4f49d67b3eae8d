const sentences = {
  not_found: 'This link does not exist.',
  closed: 'This link is used up, expired or revoked.',
  invalid_preset: 'A preset named for this link is not one of its integration.',
  no_admins: 'Personal accounts have no administrator who could approve.',
  resource_url_missing:
    'This integration asks for a resource whose address differs per customer. Enter its environment URL on the integration, or name it with the link.',
  environment_url:
    'The environment URL is not the address of a Dataverse environment, such as https://contoso.crm.dynamics.com.',
  admin_unknown:
    'Without a sign-in of the admin only a link that names its tenant, and no account, proves whose tenant is connected.',
  invalid_integration: 'An integration named for this link does not exist.',
} as const;

type LinkErrorCode = keyof typeof sentences;

/** Something cannot be done with a connect link. The message is one sentence for people. */
export class LinkError extends Error {
  override readonly name = 'LinkError';
  readonly code: LinkErrorCode;
  constructor(code: LinkErrorCode, message: string = sentences[code], options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
