import { findWhose } from '#lib/connections/account';
import type { OpenLink } from '#lib/links/schema';
import { maskPerson, withinSentence } from '#lib/mask';
import type { Look } from '../look';
import { Section } from './section';

type Link = Pick<OpenLink, 'kind' | 'connectionId' | 'endUser' | 'tags'>;

/** The end user an account will belong to, as shown on pages; empty if the link does not say. */
export type TiedTo = { who: string; organization: string };

/** A reauthorize link that names nobody keeps the connection's end user. */
export async function readTiedTo({ kind, connectionId, endUser, tags }: Link): Promise<TiedTo> {
  const before = kind === 'reauthorize' && connectionId ? await findWhose(connectionId) : undefined;
  const { display_name: name, email, id } = endUser ?? before?.endUser ?? {};
  const facts = Object.keys(tags).length > 0 ? tags : (before?.tags ?? tags);
  const { organization_display_name: organizationName, organization_id: organizationId } = facts;
  return {
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

/** Shows who a link is for before anybody signs in, because a link from a stranger would otherwise look the same. */
export function TiedToNote({ look, tiedTo }: { look: Look; tiedTo: TiedTo }) {
  const text = tiedToText(look, tiedTo);
  if (!text) return null;
  return (
    <Section id="tied-to" title={look.t('tiedTo.title')}>
      <p className="break-words">{text}</p>
    </Section>
  );
}
