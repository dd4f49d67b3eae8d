import { findWhose } from '#lib/connections/account';
import type { OpenLink } from '#lib/links/schema';
import type { Look } from '../look';
import { maskPerson, withinSentence } from '../mask';
import { Section } from './section';

type Link = Pick<OpenLink, 'kind' | 'connectionId' | 'endUser' | 'tags'>;

/** Whom an account will be tied to, as a page may show them; empty where the link does not know. */
export type TiedTo = { who: string; organization: string };

/** A link that signs in again without naming anybody leaves the connection with whom it has. */
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

/** Once it is connected. */
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

/** For whom a link is, before anybody signs in with it: a stranger's link looks like any other otherwise. */
export function TiedToNote({ look, tiedTo }: { look: Look; tiedTo: TiedTo }) {
  const text = tiedToText(look, tiedTo);
  if (!text) return null;
  return (
    <Section title={look.t('tiedTo.title')}>
      <p className="break-words">{text}</p>
    </Section>
  );
}
