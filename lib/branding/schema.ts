import { z } from 'zod';

const hex = /^#[0-9a-f]{6}$/;
// Invisible and direction-changing characters could make one name look like another.
const controls = /[\p{Cc}\p{Cf}]/u;

const line = (name: string, max: number) =>
  z
    .string()
    .trim()
    .max(max, `${name} has at most ${max} characters.`)
    .refine((value) => !controls.test(value), `${name} holds an invisible character. Type it by hand.`)
    .transform((value) => value || null);

function isHttps(value: string): boolean {
  return URL.canParse(value) && new URL(value).protocol === 'https:' && new URL(value).username === '';
}

const httpsUrl = (name: string) =>
  line(name, 500).refine(
    (value) => value === null || isHttps(value),
    `${name} starts with https://, such as https://example.com/privacy.`,
  );

const isEmail = (value: string) => z.email().safeParse(value).success;

const address = line('The contact', 254).refine(
  (value) => value === null || isEmail(value) || isHttps(value),
  'Enter an e-mail address such as help@example.com, or an address that starts with https://.',
);

const colour = z
  .string()
  .trim()
  .toLowerCase()
  .transform((value) => value || null)
  .refine((value) => value === null || hex.test(value), 'Enter a colour as # and six digits, such as #4f46e5.');

/** The form of the branding page. An empty field becomes null. */
export const brandingFormSchema = z
  .object({
    name: line('The name', 60),
    accent: colour,
    contactName: line('The name of the contact', 60),
    contactAddress: address,
    privacyUrl: httpsUrl('The privacy link'),
    termsUrl: httpsUrl('The terms link'),
  })
  .refine(({ contactName, contactAddress }) => contactName === null || contactAddress !== null, {
    path: ['contactAddress'],
    message: 'A contact needs an e-mail address or a web address.',
  });
export type BrandingForm = z.infer<typeof brandingFormSchema>;

export const logoTypes = ['image/png', 'image/jpeg', 'image/webp'] as const;
export type LogoType = (typeof logoTypes)[number];
export const maxLogoBytes = 100 * 1024;
export const maxLogoSide = 2_000;

const logoSchema = z.object({
  /** Changes with the picture. It is part of the URL, so that the picture can be cached forever. */
  version: z.string(),
  width: z.int(),
  height: z.int(),
});
export type Logo = z.infer<typeof logoSchema>;

export const brandingSchema = z.object({
  name: z.string().nullable().catch(null),
  /** `#rrggbb` in lower case. */
  accent: z.string().regex(hex).nullable().catch(null),
  contact: z.object({ name: z.string().nullable(), address: z.string() }).nullable().catch(null),
  privacyUrl: z.string().nullable().catch(null),
  termsUrl: z.string().nullable().catch(null),
  logo: logoSchema.nullable().catch(null),
});
/** How end users see this installation. What is not set is null. */
export type Branding = z.infer<typeof brandingSchema>;

export const noBranding: Branding = {
  name: null,
  accent: null,
  contact: null,
  privacyUrl: null,
  termsUrl: null,
  logo: null,
};

/** The link for a contact: a new e-mail or a web page. */
export function contactHref(contact: string): string {
  return isEmail(contact) ? `mailto:${encodeURIComponent(contact).replace('%40', '@')}` : contact;
}

/** Path of the logo. */
export function logoPath({ version }: Pick<Logo, 'version'>): string {
  return `/branding/logo?v=${version}`;
}

/** The colours that an environment may have in the frame. */
export const ENVIRONMENT_COLOURS = ['grey', 'green', 'amber', 'red'] as const;

export const environmentSchema = z.object({
  name: z.string().min(1),
  colour: z.enum(ENVIRONMENT_COLOURS, 'Choose a colour.'),
});
/** Name and colour that tell this installation from others, in the frame of the dashboard. */
export type Environment = z.infer<typeof environmentSchema>;
