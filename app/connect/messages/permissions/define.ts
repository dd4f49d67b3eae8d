/** What permissions allow, in one language. The English texts are in the catalogue. */
export type PermissionTexts = {
  /** Names of products that have to be translated. */
  products: Readonly<Record<string, string>>;
  /** Texts by resource and name, as in `graph/Files.Read`. */
  lines: Readonly<Record<string, string>>;
};
