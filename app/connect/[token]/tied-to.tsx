import { findWhose } from '#lib/connections/account';
import type { OpenLink } from '#lib/links/schema';
import { maskPerson, withinSentence } from '#lib/mask';
import type { Look } from '../look';
import { Section } from './section';

type Link = Pick<OpenLink, 'kind' | 'connectionId' | 'endUser' | 'tags'> & { expectedEmail?: string | null };

/** The end user an account will belong to, as shown on pages; empty if the link does not say. */
export type TiedTo = {
  who: string;
  organization: string;
  /**
   * Whether nothing new is tied by signing in: only that person's own account may connect, or the account that was
   * connected before stays with whom it belongs to.
   */
  isKnown: boolean;
};

/** Whether only the account with the end user's own address may connect, whose organization the link does not name. */
function isOwnAccount(address: string | undefined, { expectedEmail, tags }: Link): boolean {
  const namesOrganization = Boolean(tags.organization_display_name ?? tags.organization_id);
  return Boolean(expectedEmail) && !namesOrganization && expectedEmail === address?.trim().toLowerCase();
}

/** A reauthorize link that names nobody keeps the connection's end user. */
export async function readTiedTo(link: Link): Promise<TiedTo> {
  const { kind, connectionId, endUser, tags } = link;
  const before = kind === 'reauthorize' && connectionId ? await findWhose(connectionId) : undefined;
  const { display_name: name, email, id } = endUser ?? before?.endUser ?? {};
  const facts = Object.keys(tags).length > 0 ? tags : (before?.tags ?? tags);
  const { organization_display_name: organizationName, organization_id: organizationId } = facts;
  const keepsPerson = kind === 'reauthorize' && !endUser && Object.keys(tags).length === 0;
  return {
    isKnown: keepsPerson || isOwnAccount(email, link),
    who: maskPerson({ name, address: email || (name ? '' : id) }),
    organization: organizationName ? withinSentence(organizationName) : maskPerson({ address: organizationId }),
  };
}

/** The text after connecting. */
export function tiedToDoneText({ t }: Look, { who, organization }: TiedTo): string | undefined {
  if (who && organization) return t('tiedTo.donePersonAt', { who, organization });
  if (who) return t('tiedTo.donePerson', { who });
  return organization ? t('tiedTo.doneOrganization', { organization }) : undefined;
}

function tiedToText({ t }: Look, { who, organization }: TiedTo): string | undefined {
  if (who && organization) return t('tiedTo.personAt', { who, organization });
  if (who) return t('tiedTo.person', { who });
  return organization ? t('tiedTo.organization', { organization }) : undefined;
}

/**
 * Shows who a link is for before anybody signs in, because a link from a stranger would otherwise look the same. Where
 * nothing new is tied, the note on the account says what there is to say.
 */
export function TiedToNote({ look, tiedTo }: { look: Look; tiedTo: TiedTo }) {
  const text = tiedTo.isKnown ? undefined : tiedToText(look, tiedTo);
  if (!text) return null;
  return (
    <Section id="tied-to" title={look.t('tiedTo.title')}>
      <p className="break-words">{text}</p>
    </Section>
  );
}
