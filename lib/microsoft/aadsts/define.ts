/** Who can mend a failure: the operator, the customer's admin, the person connecting, or Latchkey by itself. */
export const FIXERS = ['operator', 'admin', 'user', 'app'] as const;
export type Fixer = (typeof FIXERS)[number];

/** What is known about one of Microsoft's codes, in our words. */
export type AadstsEntry = {
  code: number;
  /** Microsoft's symbolic name, where it publishes one. */
  name?: string;
  /** What happened and why, for an operator; `operator` goes on from it. */
  meaning: string;
  /** What the operator does about it. */
  operator: string;
  /** What the person connecting reads; stands alone. */
  endUser: string;
  /** What the customer's Entra admin reads; stands alone. */
  admin: string;
  who: Fixer;
  /**
   * What the code itself ends: the grant, whichever resource was asked; the one resource that was asked, and with the
   * primary one the grant; the integration's credential; every connection of that tenant; or `configuration`: what was
   * asked for is wrong, and nothing ends. With `nothing` the OAuth error decides.
   */
  closes: 'grant' | 'resource' | 'integration' | 'tenant' | 'configuration' | 'nothing';
  /** Passes by itself: keep the state and ask again later. */
  transient: boolean;
  /** At sign-in Microsoft shows this on a page of its own and the browser does not come back. */
  page: boolean;
};

type Rare = 'closes' | 'transient' | 'page';
type Group = { codes: Readonly<Record<number, string>> } & Omit<AadstsEntry, 'code' | 'name' | Rare> &
  Partial<Pick<AadstsEntry, Rare>>;

/** Spreads groups of codes that mean the same into one entry each; a code's value is its name, or empty. */
export function defineEntries(groups: readonly Group[]): AadstsEntry[] {
  return groups.flatMap(({ codes, ...shared }) =>
    Object.entries(codes).map(([code, name]) => ({
      closes: 'nothing' as const,
      transient: false,
      page: false,
      ...shared,
      code: Number(code),
      ...(name !== '' && { name }),
    })),
  );
}

export const startAgain = 'The sign-in did not finish. Open your link again and start over.';
export const nothingForAdmin = 'There is nothing to change in the tenant.';
