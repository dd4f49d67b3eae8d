import type { IntegrationDetail } from '#lib/integrations/schema';

export type TabProps = {
  integration: IntegrationDetail;
  /** Whether this operator may change anything here. */
  canChange: boolean;
  /** Permissions that another page proposes to add. */
  added?: readonly string[];
  /** The filters of a list, as the address has them. */
  query?: Readonly<Record<string, string | string[] | undefined>>;
};
