import { z } from 'zod';

// It stands in a content security policy, where the characters that the URL standard lets through as well, such as
// `*`, `;` and `,`, would say more.
const hostName = /^(\[[0-9a-f:]+\]|[a-z0-9._-]+)$/;

function isOrigin(value: string): boolean {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  return url?.origin === value && /^https?:$/.test(url.protocol) && hostName.test(url.hostname);
}

const originOf = z.string().refine(isOrigin, {
  error: 'messaging.origin is no origin: scheme, host and port alone, as location.origin tells it.',
});
const nothing = z.looseObject({});
const labelled = z.looseObject({ label: z.string().max(60).optional(), enabled: z.boolean().optional() }).optional();

/** The parts of File Picker v8's configuration schema that the sandbox plays. Everything else is let through. */
const schema = z.looseObject({
  sdk: z.literal('8.0', { error: 'sdk has to be "8.0".' }),
  messaging: z.looseObject({ origin: originOf, channelId: z.string().min(1).max(100) }),
  entry: z
    .looseObject({
      oneDrive: nothing.optional(),
      sharePoint: z.looseObject({ byPath: z.looseObject({ web: z.string().optional() }).optional() }).optional(),
      site: nothing.optional(),
      myOrganization: nothing.optional(),
    })
    .refine(
      ({ oneDrive, sharePoint, site, myOrganization }) =>
        [oneDrive, sharePoint, site, myOrganization].filter(Boolean).length === 1,
      'entry has to name one place: oneDrive, sharePoint, site or myOrganization.',
    ),
  authentication: z
    .looseObject({ claimsChallenge: z.looseObject({ enabled: z.boolean().optional() }).optional() })
    .optional(),
  typesAndSources: z
    .looseObject({
      mode: z.enum(['files', 'folders', 'all']).optional(),
      filters: z.array(z.string()).optional(),
      pivots: z.looseObject({ oneDrive: z.boolean().optional(), sharedLibraries: z.boolean().optional() }).optional(),
    })
    .optional(),
  selection: z
    .looseObject({ mode: z.enum(['single', 'multiple', 'pick']).optional(), maximumCount: z.int().min(1).optional() })
    .optional(),
  commands: z.looseObject({ pick: labelled, close: labelled, upload: labelled }).optional(),
});
export type PickerConfig = z.infer<typeof schema>;

/** The `filePicker` parameter, or what is wrong with it in a sentence. */
export function readConfig(text: string | undefined): { config: PickerConfig } | { problem: string } {
  if (text === undefined) return { problem: 'The address has no filePicker parameter.' };
  try {
    const read = schema.safeParse(JSON.parse(text));
    if (read.success) return { config: read.data };
    const [issue] = read.error.issues;
    return { problem: `The filePicker parameter does not fit: ${issue?.path.join('.')}: ${issue?.message}` };
  } catch {
    return { problem: 'The filePicker parameter is no JSON.' };
  }
}
