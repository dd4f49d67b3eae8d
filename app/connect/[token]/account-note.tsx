import { maskUserName } from '#lib/mask';
import type { Look } from '../look';
import { Section } from './section';

export interface AccountRule {
  expectedEmail: string | null;
  expectedTenant: string | null;
  /** The account of the connection to reauthorize; null if it is no longer known. */
  sameAs?: string | null;
  /** The person whose own account is the only one that may connect, masked. */
  owner?: string;
}

function sentence({ t }: Look, { expectedEmail, expectedTenant, sameAs }: AccountRule): string | undefined {
  if (sameAs) return t('account.same', { masked: maskUserName(sameAs) });
  if (sameAs === null) return t('account.sameUnnamed');
  if (expectedEmail) return t('account.email', { masked: maskUserName(expectedEmail) });
  if (!expectedTenant) return undefined;
  return expectedTenant.includes('.') ? t('account.tenant', { domain: expectedTenant }) : t('account.tenantId');
}

/** Says which account or tenant may connect, if that is limited. */
export function AccountNote({ look, rule }: { look: Look; rule: AccountRule }) {
  const text = sentence(look, rule);
  if (!text) return null;
  if (rule.owner)
    return (
      <p className="break-words">
        {look.t('tiedTo.own', { who: rule.owner })} {text}
      </p>
    );
  return (
    <Section id="account" title={look.t('account.title')}>
      <p className="break-words">{text}</p>
    </Section>
  );
}
