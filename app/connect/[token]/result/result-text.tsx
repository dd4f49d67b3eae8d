import type { ReactNode } from 'react';
import type { LinkResult } from '#lib/links/open-link';
import { isAdminNeeded, type Outcome } from '#lib/links/schema';
import { maskUserName } from '#lib/mask';
import type { Look } from '../../look';
import { Note } from '../../parts';
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
  if (outcome.code === 'admin_declined')
    return isAdminNeeded(outcome.aadsts) ? t('result.admin_declined.unchanged') : t('result.admin_declined.next');
  if (outcome.code !== 'admin_consented') return undefined;
  return parentId ? t('result.admin_consented.next') : t('result.admin_consented.nextDirect');
}

/** What the sites' admin has just changed, and what is left. */
function Changed({ look: { t }, outcome: { changed, sites } }: { look: Look; outcome: Outcome }) {
  if (!changed) return null;
  const isReleased = changed.action === 'grant';
  const isNoneLeft = !sites?.some(({ role }) => role !== null);
  return (
    <Note variant="success" role="status">
      {changed.names.map((name) => (
        <p key={name} className="wrap-anywhere">
          {isReleased ? t('sites.wasReleased', { name }) : t('sites.wasTakenBack', { name })}
        </p>
      ))}
      {isNoneLeft ? <p>{t('sites.noneLeft')}</p> : null}
    </Note>
  );
}

/** Whether nothing is released, and nothing has just been changed either. */
const isWithoutSites = ({ code, sites, changed }: Outcome) =>
  code === 'sites_found' && !changed && !sites?.some(({ role }) => role !== null);

/** Where the person takes the access back, at Microsoft. */
function TakeBack({ look: { t }, href }: { look: Look; href: string }) {
  const place = href.replace('https://', '');
  const page = (children: ReactNode) => (
    <a href={href} target="_blank" rel="noopener noreferrer" className="text-link underline underline-offset-4">
      {children}
    </a>
  );
  return <p className="wrap-anywhere text-muted-foreground">{t.rich('result.connected.takeBack', { place, page })}</p>;
}

interface ResultTextProps {
  look: Look;
  result: LinkResult;
  tiedTo: TiedTo;
  /** Microsoft's page on which the person takes the access back. */
  withdrawalPage: string | undefined;
}

/** What happened and what to do, addressed to the person concerned. */
export function ResultText({ look, result, tiedTo, withdrawalPage }: ResultTextProps): ReactNode {
  const { outcome } = result;
  const whose = outcome.code === 'connected' ? tiedToDoneText(look, tiedTo) : undefined;
  const next = nextOf(look, result);
  return (
    <>
      <Changed look={look} outcome={outcome} />
      <p className="break-words">
        {isWithoutSites(outcome) ? look.t('result.sites_found.none') : outcomeText(look, outcome)}
      </p>
      {whose ? <p className="break-words">{whose}</p> : null}
      {outcome.code === 'wrong_account' ? <WrongAccount look={look} outcome={outcome} /> : null}
      {next ? <p className="text-muted-foreground">{next}</p> : null}
      {withdrawalPage ? <TakeBack look={look} href={withdrawalPage} /> : null}
    </>
  );
}
