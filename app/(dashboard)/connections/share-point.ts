import type { ConnectionDetail } from '#lib/connections/schema';
import { grantsSharePoint } from '#lib/integrations/catalogue/schema';

/** Why a connection has no SharePoint token at all, and what brings one. */
export type SharePointGap = {
  kind: 'personal' | 'not-asked' | 'not-granted' | 'no-host';
  message: string;
  fix: string;
};

type Facts = Pick<ConnectionDetail, 'accountKind' | 'grantedScopes' | 'requestedScopes' | 'tokens'>;

const gaps = {
  personal: {
    message: 'This is a personal Microsoft account, and those have no SharePoint.',
    fix: 'Nothing is wrong: the Graph token reads its OneDrive.',
  },
  'not-asked': {
    message: 'Sites.Read.All was not asked for, so there is none for sites.',
    fix: 'Add Sites.Read.All under Access of the integration, then reauthorize this connection. Its id stays.',
  },
  'not-granted': {
    message: 'Sites.Read.All was asked for but not granted, so there is none for sites.',
    fix: 'Many tenants let only an admin grant it. Have an admin approve the app, then reauthorize this connection.',
  },
  'no-host': {
    message: 'Graph named no SharePoint host for this account: it has no OneDrive and no site it may read.',
    fix: 'Give the account a OneDrive or a SharePoint license, then reauthorize this connection.',
  },
} as const satisfies Record<SharePointGap['kind'], { message: string; fix: string }>;

function kindOf({ accountKind, grantedScopes, requestedScopes }: Facts): SharePointGap['kind'] {
  if (accountKind === 'personal') return 'personal';
  if (grantsSharePoint(grantedScopes)) return 'no-host';
  return grantsSharePoint(requestedScopes) ? 'not-granted' : 'not-asked';
}

/**
 * Why there is no SharePoint token in `connection_config`; undefined when its card stands there, be it with a token or
 * with its failure. The host of a person's own OneDrive is no substitute: backends and sites need the root host.
 */
export function sharePointGap(facts: Facts): SharePointGap | undefined {
  const kinds = facts.tokens.map(({ kind }) => kind);
  if (kinds.includes('sharepoint-root')) return undefined;
  const kind = kindOf(facts);
  if (kind === 'no-host' && kinds.includes('sharepoint-my')) return undefined;
  return { kind, ...gaps[kind] };
}
