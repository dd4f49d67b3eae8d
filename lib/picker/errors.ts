const sentences = {
  app_only_not_allowed:
    'This connection is of a whole tenant, with nobody signed in: Microsoft’s file picker opens for a person only.',
  onedrive_scope_missing:
    'This personal account did not grant OneDrive.ReadOnly, which Microsoft’s picker for such accounts needs. Connect it through an integration of OneDrive (personal) that is for personal accounts alone, with the preset “Read files, chosen in Microsoft’s file picker”; if this one is, add the preset and reauthorize.',
  personal_place_unknown: 'A personal account has no SharePoint: its picker opens in its OneDrive only.',
  sharepoint_host_unknown: 'The SharePoint host that the picker would open on is not known for this connection.',
  resource_not_allowed:
    'This address is none of the hosts of the connection’s picker, so the picker gets no token for it.',
  reauthorization_needed: 'Microsoft wants this account to sign in again before the picker can open.',
  token_unavailable: 'Microsoft gives no token right now. Try again in a moment.',
} as const;

export type PickerErrorCode = keyof typeof sentences;

/** The picker cannot open for a connection, or gets no token. The message is one sentence for people. */
export class PickerError extends Error {
  override readonly name = 'PickerError';
  readonly code: PickerErrorCode;
  /** Where the account signs in again, for `reauthorization_needed`. */
  readonly reauthorizeUrl: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  constructor(
    code: PickerErrorCode,
    more: {
      message?: string | undefined;
      reauthorizeUrl?: string | undefined;
      retryAfterSeconds?: number | undefined;
      cause?: unknown;
    } = {},
  ) {
    super(more.message ?? sentences[code], { cause: more.cause });
    this.code = code;
    this.reauthorizeUrl = more.reauthorizeUrl;
    this.retryAfterSeconds = more.retryAfterSeconds;
  }
}
