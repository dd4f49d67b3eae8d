/** Why an admin is usually needed although Microsoft would let users consent. */
export const whyManagedPolicy =
  'Tenants that let Microsoft manage consent, which new ones do, leave this permission to an admin. Personal ' +
  'accounts and the other tenants decide for themselves.';

/** Why an admin is always needed. */
export const whyAdminOnly = (permissions: string) =>
  `Only an admin can grant ${permissions}: more than what belongs to the person is within reach.`;
