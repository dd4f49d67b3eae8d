import { ProviderGlyph } from '#components/provider-glyph';
import { Alert, AlertDescription, AlertTitle } from '#components/ui/alert';
import { isStuckAtMicrosoft } from '#lib/links/at-microsoft';
import type { Offer } from '#lib/links/offers';
import type { OpenLink } from '#lib/links/schema';
import { ConnectFrame } from '../connect-frame';
import { words } from '../words';
import { AccountNote, type AccountRule } from './account-note';
import { Lines, Section } from './section';
import { OnlyAccess, StartForm } from './start-form';
import { StuckNote } from './stuck-note';
import { ValidUntil } from './valid-until';

export interface Invitation {
  link: OpenLink;
  token: string;
  pageToken: string;
  /** Who asks; undefined while this installation has no name. */
  who: string | undefined;
  offers: readonly Offer[];
  /** The account of the connection to reauthorize. */
  sameAs: string | null;
}

function Progress({ link }: Pick<Invitation, 'link'>) {
  if (isStuckAtMicrosoft(link)) return <StuckNote />;
  if (link.kind === 'admin_consent') return null;
  if (link.status === 'approved')
    return (
      <Alert variant="success" className="text-base">
        <AlertTitle>{words.approved.title}</AlertTitle>
        <AlertDescription>{words.approved.text}</AlertDescription>
      </Alert>
    );
  if (link.status === 'awaiting_admin')
    return (
      <Alert variant="info" className="text-base">
        <AlertTitle>{words.awaiting.title}</AlertTitle>
        <AlertDescription>{words.awaiting.text}</AlertDescription>
      </Alert>
    );
  return null;
}

function frameOf({ who, offers }: Invitation) {
  return {
    who,
    sandbox: offers.some(({ isSandbox }) => isSandbox),
    media: <ProviderGlyph provider={offers[0]?.provider ?? 'microsoft'} size="lg" />,
  };
}

function namesOf(offers: readonly Offer[]): string {
  return offers.map(({ displayName }) => displayName).join(', ');
}

/** For the person whose account is to be connected, for the first time or again. */
export function PersonalInvitation(invitation: Invitation) {
  const { link, token, pageToken, who, offers, sameAs } = invitation;
  const isAgain = link.kind === 'reauthorize';
  const rule: AccountRule = { ...link, ...(isAgain ? { sameAs } : {}) };
  const asks = offers.length > 1 ? words.connect.asksChoice(who) : words.connect.asks(who, namesOf(offers));
  return (
    <ConnectFrame {...frameOf(invitation)} title={isAgain ? words.reauthorize.title : words.connect.title}>
      <Progress link={link} />
      <p className="break-words text-lg">{isAgain ? words.reauthorize.asks(who, namesOf(offers)) : asks}</p>
      <AccountNote {...rule} />
      {offers.length === 1 ? (
        <Section title={words.connect.mayDo}>
          <OnlyAccess offers={offers} />
        </Section>
      ) : null}
      <StartForm token={token} pageToken={pageToken} offers={offers} button={words.connect.button} />
      <Section title={words.notAsked.title}>
        <Lines lines={words.notAsked.lines} />
      </Section>
      <ValidUntil at={link.expiresAt} />
    </ConnectFrame>
  );
}

/** For an administrator, who approves for everyone in the organization. */
export function AdminInvitation(invitation: Invitation) {
  const { link, token, pageToken, who, offers } = invitation;
  const what = namesOf(offers);
  return (
    <ConnectFrame {...frameOf(invitation)} title={words.admin.title(what)}>
      <Progress link={link} />
      <p className="break-words text-lg">{words.admin.asks(who, what)}</p>
      <Section title={words.admin.permissions}>
        <dl className="grid gap-3">
          {offers
            .flatMap(({ permissions }) => permissions)
            .map(({ name, line }) => (
              <div key={name}>
                <dt className="break-all font-mono text-sm">{name}</dt>
                <dd className="text-muted-foreground">{line}</dd>
              </div>
            ))}
        </dl>
      </Section>
      <Section title={words.admin.meaningTitle}>
        <Lines lines={words.admin.meaning} />
        <p className="text-muted-foreground text-sm">{words.admin.role}</p>
      </Section>
      <StartForm token={token} pageToken={pageToken} offers={offers} button={words.admin.button} />
      <ValidUntil at={link.expiresAt} />
    </ConnectFrame>
  );
}
