/** What permissions allow, in one language; the catalogue has the English. */
export type PermissionTexts = {
  /** Names of products that are no proper names. */
  products: Readonly<Record<string, string>>;
  /** By resource and name, as in `graph/Files.Read`. */
  lines: Readonly<Record<string, string>>;
};
