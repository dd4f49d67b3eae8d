import { z } from 'zod';
import { originList } from '#lib/integrations/origins';

const nothing = z.strictObject({});
const address = z.string().min(1).max(2_048);

const byPath = z.strictObject({
  web: address.optional(),
  list: address.optional(),
  folder: address.optional(),
  fallbackToRoot: z.boolean().optional(),
});

const places = ['oneDrive', 'sharePoint', 'site', 'myOrganization'] as const;

/** Where the picker opens: `entry` of Microsoft's configuration schema, with exactly one place. */
export const entrySchema = z
  .strictObject({
    oneDrive: z
      .strictObject({
        files: z.strictObject({ folder: address.optional(), fallbackToRoot: z.boolean().optional() }).optional(),
        recent: nothing.optional(),
        sharedWithMe: nothing.optional(),
        photos: nothing.optional(),
        myLists: nothing.optional(),
        recentLists: nothing.optional(),
      })
      .optional(),
    sharePoint: z.strictObject({ byPath: byPath.optional() }).optional(),
    site: nothing.optional(),
    myOrganization: nothing.optional(),
    sortBy: z.strictObject({ fieldName: z.string().max(255), isAscending: z.boolean().optional() }).optional(),
    filterBy: z.strictObject({ fieldName: z.string().max(255), value: z.string().max(255) }).optional(),
  })
  .refine((entry) => places.filter((place) => entry[place]).length === 1, `Name exactly one of ${places.join(', ')}.`);
export type Entry = z.infer<typeof entrySchema>;

/** Seconds that a picker session lives. */
export const sessionLife = { least: 60, default: 900, most: 3_600 } as const;

/** What a picker session is made with, besides its connection. */
export const newSessionSchema = z.object({
  /** Origins of the pages that may use it, compared exactly. */
  origins: originList
    .refine((origins) => origins.length > 0, 'Name the origin of the page that opens the picker.')
    .refine((origins) => origins.length <= 10, 'At most 10 origins can be named.'),
  /** In seconds. */
  life: z.int().min(sessionLife.least).max(sessionLife.most).default(sessionLife.default),
  entry: entrySchema.default({ oneDrive: { files: {} } }),
});
export type NewSession = z.input<typeof newSessionSchema>;

/** A picker session as it is stored; it may have ended. */
export type PickerSession = {
  id: string;
  connectionId: string;
  origins: string[];
  entry: Entry;
  createdBy: string;
  expiresAt: Date;
  /** By the database's clock, or because the API key that made it was revoked. */
  hasEnded: boolean;
};

/** Where the picker of a connection opens, and for which hosts it may have tokens. */
export type Place = {
  baseUrl: string;
  /** Microsoft's page. */
  pickerUrl: string;
  /** Origins that may be named as `resource`. */
  hosts: string[];
  /** The resource for which every token is, whatever is named: that of a personal OneDrive. */
  only?: string;
};

/** A token of the connection for one host of the picker. */
export type PickerToken = { accessToken: string; expiresAt: Date; resource: string; scopes: string[] };
