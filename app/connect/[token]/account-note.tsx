import { maskUserName } from '../mask';
import { words } from '../words';
import { Section } from './section';

export interface AccountRule {
  expectedEmail: string | null;
  expectedTenant: string | null;
  /** The account of the connection to reauthorize; null when it is not known any more. */
  sameAs?: string | null;
}

function sentence({ expectedEmail, expectedTenant, sameAs }: AccountRule): string | undefined {
  if (sameAs !== undefined) return sameAs ? words.account.same(maskUserName(sameAs)) : words.account.sameUnnamed;
  if (expectedEmail) return words.account.email(maskUserName(expectedEmail));
  if (!expectedTenant) return undefined;
  return expectedTenant.includes('.') ? words.account.tenant(expectedTenant) : words.account.tenantId;
}

/** Which account is let in, when not every one is. */
export function AccountNote(rule: AccountRule) {
  const text = sentence(rule);
  if (!text) return null;
  return (
    <Section title={words.account.title}>
      <p className="break-words">{text}</p>
    </Section>
  );
}
