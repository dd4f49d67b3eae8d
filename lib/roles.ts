/** In ascending order. Each role may do everything that the roles before it may. */
export const roles = ['viewer', 'admin', 'owner'] as const;

export type Role = (typeof roles)[number];

/** Whether the role `have` includes everything that `need` allows. */
export function roleCovers(have: Role, need: Role): boolean {
  return roles.indexOf(have) >= roles.indexOf(need);
}
