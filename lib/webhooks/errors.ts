const messages = {
  not_found: 'There is no such webhook endpoint.',
  inner_address:
    'This address is in a private network. Name the network in WEBHOOK_NETWORKS if receivers may be called there.',
  unknown_integration: 'There is no integration with this key.',
  built_in: 'This is what all webhook_url_overrides share: it has no address and cannot be deleted.',
  switched_off: 'The endpoint is switched off. Switch it on first.',
  too_many: 'There are 50 endpoints already. Delete one first.',
} as const;

/** An operation on a webhook endpoint failed. The message is a sentence for the caller. */
export class WebhookError extends Error {
  override readonly name = 'WebhookError';
  readonly code: keyof typeof messages;
  constructor(code: keyof typeof messages) {
    super(messages[code]);
    this.code = code;
  }
}
