import type { ReactNode } from 'react';
import type { LinkResult } from '#lib/links/open-link';
import type { Outcome } from '#lib/links/schema';
import { maskUserName } from '#lib/mask';
import type { Look } from '../../look';
import { outcomeText } from '../../translated';
import { type TiedTo, tiedToDoneText } from '../tied-to';

// A tenant is shown in full. A user name is masked, unless the reader is the person it belongs to.
function shown(expected: string): string {
  return expected.includes('@') ? maskUserName(expected) : expected;
}

function WrongAccount({ look: { t }, outcome: { account, expected } }: { look: Look; outcome: Outcome }) {
  return (
    <>
      {account ? <p className="break-words">{t('result.wrong_account.used', { account })}</p> : null}
      {expected ? (
        <p className="break-words">{t('result.wrong_account.expected', { expected: shown(expected) })}</p>
      ) : null}
      <p>{t('result.wrong_account.howToSwitch')}</p>
    </>
  );
}

function nextOf({ t }: Look, { outcome, parentId }: LinkResult): string | undefined {
  if (outcome.code === 'connected') return t('result.close');
  if (outcome.code === 'new_account') return t('result.new_account.next');
  if (outcome.code === 'admin_declined') return t('result.admin_declined.next');
  if (outcome.code !== 'admin_consented') return undefined;
  return parentId ? t('result.admin_consented.next') : t('result.admin_consented.nextDirect');
}

const isWithoutSites = ({ code, sites }: Outcome) =>
  code === 'sites_found' && !sites?.some(({ role }) => role !== null);

/** What happened and what to do, addressed to the person concerned. */
export function ResultText({ look, result, tiedTo }: { look: Look; result: LinkResult; tiedTo: TiedTo }): ReactNode {
  const { outcome } = result;
  const whose = outcome.code === 'connected' ? tiedToDoneText(look, tiedTo) : undefined;
  const next = nextOf(look, result);
  return (
    <>
      <p className="break-words">
        {isWithoutSites(outcome) ? look.t('result.sites_found.none') : outcomeText(look, outcome)}
      </p>
      {whose ? <p className="break-words">{whose}</p> : null}
      {outcome.code === 'wrong_account' ? <WrongAccount look={look} outcome={outcome} /> : null}
      {next ? <p className="text-muted-foreground">{next}</p> : null}
    </>
  );
}
