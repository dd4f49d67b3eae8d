import { Link2, Plus } from 'lucide-react';
import { EmptyState } from '#components/empty-state';
import { ButtonLink } from '#components/ui/button-link';
import { NothingFits } from '../list-filters';
import { linksPath } from './paths';

interface EmptyLinksProps {
  hasIntegrations: boolean;
  isFiltered: boolean;
  mayChange: boolean;
}

/** Why the list is empty and what to do about it. */
export function EmptyLinks({ hasIntegrations, isFiltered, mayChange }: EmptyLinksProps) {
  if (isFiltered)
    return (
      <NothingFits
        title="No link matches"
        description="Nothing matches the search and the filters."
        href={linksPath()}
      />
    );
  if (!hasIntegrations)
    return (
      <EmptyState
        icon={Link2}
        title="No links yet"
        description="A link leads to an integration, and there is none yet."
        actions={mayChange ? <ButtonLink href="/integrations/new">Create an integration</ButtonLink> : null}
      />
    );
  return (
    <EmptyState
      icon={Link2}
      title="No links yet"
      description="Send a connect link to a person: they sign in at Microsoft, and their connection appears here."
      actions={
        mayChange ? (
          <ButtonLink href={linksPath({ new: '1' })}>
            <Plus aria-hidden="true" />
            Create link
          </ButtonLink>
        ) : null
      }
    />
  );
}
