import { ProviderGlyph } from '#components/provider-glyph';
import type { Offer } from '#lib/links/offers';
import { isStuckAtMicrosoft, type OpenLink, type OutcomeSite } from '#lib/links/schema';
import { ConnectFrame } from '../connect-frame';
import { type Look, whoAsks, whoWithin } from '../look';
import { permissionLine } from '../translated';
import { AccountNote, type AccountRule } from './account-note';
import { Lasting } from './lasting';
import { namesOf, whatFor } from './names';
import { Progress } from './progress';
import { Lines, Section } from './section';
import { FindSites, Released, SeeSites } from './sites';
import { OnlyAccess, type Start, StartForm } from './start-form';
import { StuckHelp } from './stuck-help';
import { type TiedTo, TiedToNote } from './tied-to';
import { ValidUntil } from './valid-until';

export interface Invitation {
  look: Look;
  link: OpenLink;
  start: Start;
  offers: readonly Offer[];
  /** Link for the admin that this link waits for. */
  adminUrl: string | undefined;
  /** The account of the connection to reauthorize; of a whole tenant its domain. */
  sameAs: string | null;
  /** Whether sites are released to the connection already. */
  hasSites: boolean;
  /** The end user the connection will belong to. */
  tiedTo: TiedTo;
}

function frameOf({ look, offers }: Invitation) {
  return {
    look,
    sandbox: offers.some(({ isSandbox }) => isSandbox),
    media: <ProviderGlyph provider={offers[0]?.provider ?? 'microsoft'} size="lg" />,
  };
}

function asks({ look, link, offers }: Invitation): string {
  const [who, what] = [whoAsks(look), namesOf(look, offers)];
  if (link.kind === 'reauthorize') return look.t('reauthorize.asks', { who, what });
  return offers.length > 1 ? look.t('connect.asksChoice', { who }) : look.t('connect.asks', { who, what });
}

function End({ look, link, offers, adminUrl }: Invitation) {
  const what = whatFor(look, offers);
  return (
    <>
      <ValidUntil look={look} at={link.expiresAt} />
      {isStuckAtMicrosoft(link) ? null : <StuckHelp look={look} what={what} adminUrl={adminUrl} />}
    </>
  );
}

/** Whether every permission that is asked only reads, by its name: User.Read, Mail.ReadBasic, Files.Read.All. */
const onlyReads = (offers: readonly Offer[]) => {
  const names = offers.flatMap(({ permissions }) => permissions.map(({ name }) => name));
  return names.length > 0 && names.every((name) => /\.Read(Basic|Only)?(\.[A-Z][a-z]+)*$/.test(name));
};

/** For the person whose account is to be connected or reauthorized. */
export function PersonalInvitation(invitation: Invitation) {
  const { look, link, start, offers, sameAs } = invitation;
  const { t } = look;
  const isAgain = link.kind === 'reauthorize';
  const rule: AccountRule = {
    ...link,
    ...(isAgain ? { sameAs } : {}),
    ...(invitation.tiedTo.isKnown && !isAgain ? { owner: invitation.tiedTo.who } : {}),
  };
  const writing = onlyReads(offers) ? [t('notAsked.writing')] : [];
  const notAsked = [...writing, t('notAsked.password'), t('notAsked.more')];
  return (
    <ConnectFrame {...frameOf(invitation)} title={isAgain ? t('reauthorize.title') : t('connect.title')}>
      <Progress {...invitation} />
      <p className="break-words text-lg">{asks(invitation)}</p>
      {isAgain ? <p className="text-muted-foreground">{t('reauthorize.onPurpose')}</p> : null}
      <TiedToNote look={look} tiedTo={invitation.tiedTo} />
      <AccountNote look={look} rule={rule} />
      {offers.length === 1 ? (
        <Section id="may-do" title={t('connect.mayDo')}>
          <OnlyAccess look={look} offers={offers} />
          <Lines lines={[t('connect.signIn')]} />
        </Section>
      ) : null}
      <StartForm look={look} start={start} offers={offers} button={t('connect.button')} />
      <Lasting look={look} offers={offers} />
      <Section id="not-asked" title={t('notAsked.title')}>
        <Lines lines={notAsked} />
      </Section>
      <End {...invitation} />
    </ConnectFrame>
  );
}

function Permissions({ look, offers }: Pick<Invitation, 'look' | 'offers'>) {
  const permissions = offers.flatMap((offer) => offer.permissions);
  return (
    <dl className="grid gap-3">
      {permissions.map((permission) => (
        <div key={permission.key ?? permission.name}>
          <dt className="break-all font-mono text-sm">{permission.name}</dt>
          <dd className="text-muted-foreground">{permissionLine(look, permission)}</dd>
        </div>
      ))}
    </dl>
  );
}

function TenantAccess({ look, offers }: Pick<Invitation, 'look' | 'offers'>) {
  const permissions = offers.flatMap((offer) => offer.permissions);
  if (permissions.length === 0) return <p className="text-muted-foreground">{look.t('tenant.nothing')}</p>;
  return offers.length === 1 ? <Permissions look={look} offers={offers} /> : null;
}

/** Whether the app reaches nothing but what the admin releases one by one afterwards. */
const isBySite = (offers: readonly Offer[]) =>
  offers.some(({ permissions }) => permissions.some(({ name }) => name === 'Sites.Selected'));

/** For the administrator of a whole tenant, who lets the app in. Nobody signs in afterwards. */
export function TenantInvitation(invitation: Invitation) {
  const { look, link, start, offers, sameAs, hasSites } = invitation;
  const { t } = look;
  const [who, what] = [whoAsks(look), namesOf(look, offers)];
  const text = link.kind === 'reauthorize' ? t('tenant.asksAgain', { who, what }) : t('tenant.asks', { who, what });
  const sites = isBySite(offers) ? [hasSites ? t('tenant.sitesKept') : t('tenant.sites')] : [];
  const signIn = link.adminSignIn ? [t('tenant.signIn')] : [];
  // Where nothing is asked, nothing is listed above it.
  const isAsked = offers.some(({ permissions }) => permissions.length > 0);
  const everybody = isAsked ? [t('tenant.everybody')] : [];
  return (
    <ConnectFrame {...frameOf(invitation)} title={t('tenant.title', { what })}>
      <Progress {...invitation} />
      <p className="break-words text-lg">{text}</p>
      <AccountNote look={look} rule={{ ...link, expectedTenant: link.expectedTenant ?? sameAs }} />
      <Section id="may-do" title={t('tenant.mayDo')}>
        <TenantAccess look={look} offers={offers} />
      </Section>
      <Section id="meaning" title={t('tenant.meaningTitle')}>
        <Lines lines={[t('tenant.always'), ...everybody, ...sites, ...signIn, t('admin.withdraw')]} />
        <p className="text-muted-foreground text-sm">{t('tenant.role')}</p>
      </Section>
      <StartForm look={look} start={start} offers={offers} button={t('tenant.button')} />
      <ValidUntil look={look} at={link.expiresAt} />
    </ConnectFrame>
  );
}

/** For the administrator of a connected tenant, who releases single SharePoint sites to its app. */
export function SitesInvitation({ site, ...invitation }: Invitation & { site: OutcomeSite | undefined }) {
  const { look, link, start, offers } = invitation;
  const form = { look, start, integration: offers[0]?.id ?? '' };
  const { t } = look;
  const [who, what] = [whoAsks(look), namesOf(look, offers)];
  return (
    <ConnectFrame {...frameOf(invitation)} title={t('sites.title', { what })}>
      <p className="break-words text-lg">{t('sites.asks', { who })}</p>
      <p className="text-muted-foreground">
        {t('sites.signIn')} {t('sites.consent')}
      </p>
      {site ? null : <SeeSites {...form} />}
      {site ? (
        <Section id="released" title={t('sites.released')}>
          <Released {...form} sites={[site]} />
        </Section>
      ) : null}
      <FindSites {...form} />
      <ValidUntil look={look} at={link.expiresAt} />
    </ConnectFrame>
  );
}

/** For an administrator who approves for everyone in the organization. */
export function AdminInvitation(invitation: Invitation) {
  const { look, link, start, offers } = invitation;
  const { t } = look;
  const what = namesOf(look, offers);
  const text = link.parentId
    ? t('admin.asks', { what, who: whoWithin(look) })
    : t('admin.asksDirect', { what, who: whoAsks(look) });
  return (
    <ConnectFrame {...frameOf(invitation)} title={t('admin.title', { what })}>
      <Progress {...invitation} />
      <p className="break-words text-lg">{text}</p>
      <Section id="permissions" title={t('admin.permissions')}>
        <p className="text-muted-foreground">{t('admin.reader')}</p>
        <Permissions look={look} offers={offers} />
      </Section>
      <Section id="meaning" title={t('admin.meaningTitle')}>
        <Lines lines={[t('admin.everyone'), t('admin.noAccess'), t('admin.withdraw')]} />
        <p className="text-muted-foreground text-sm">{t('admin.role')}</p>
      </Section>
      <StartForm look={look} start={start} offers={offers} button={t('admin.button')} />
      <ValidUntil look={look} at={link.expiresAt} />
    </ConnectFrame>
  );
}
