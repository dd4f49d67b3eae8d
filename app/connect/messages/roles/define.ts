/**
 * What application permissions allow, for the admin of a whole tenant, by resource and name as in `graph/Mail.Read`. The
 * English is in the catalogue.
 */
export type RoleTexts = Readonly<Record<string, string>>;
