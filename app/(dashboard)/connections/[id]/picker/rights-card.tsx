import { TitledCard } from '#components/titled-card';
import { Alert, AlertDescription, AlertTitle } from '#components/ui/alert';
import { ButtonLink } from '#components/ui/button-link';
import type { ConnectionDetail } from '#lib/connections/schema';
import { Scopes } from '../token-card';

const reachesFiles = /(^|\/)(AllSites|Files|MyFiles|Notes|OneDrive|Sites)\./i;
const changesFiles = /(write|manage|fullcontrol)/i;

const shortName = (scope: string) => scope.slice(scope.lastIndexOf('/') + 1);

/** For a connection without any permission on files, such as one of a mailbox. */
function NoFiles({ granted }: { granted: readonly string[] }) {
  const names = granted.map(shortName).filter((name) => name !== '.default');
  return (
    <Alert variant="warning">
      <AlertTitle>This connection reaches no files, so the picker has nothing to choose from</AlertTitle>
      <AlertDescription>
        {names.length > 0 ? `It was granted ${names.join(', ')}. ` : ''}Choose a connection with Files.Read or
        Sites.Read.All.
      </AlertDescription>
    </Alert>
  );
}

function Verdict({ writing }: { writing: readonly string[] }) {
  if (writing.length === 0)
    return <Alert variant="success">This connection only reads files, and so do the picker’s tokens.</Alert>;
  return (
    <Alert variant="warning">
      <AlertTitle>Its tokens may change files: {writing.join(', ')}</AlertTitle>
      <AlertDescription>
        <p>
          To choose files, reading is enough. Use an integration of its own for the picker, with Files.Read, or with
          Files.Read.All and Sites.Read.All where files of sites are chosen.
        </p>
      </AlertDescription>
      <ButtonLink size="sm" variant="outline" className="mt-2 w-fit" href="/integrations/new">
        Create an integration that only reads
      </ButtonLink>
    </Alert>
  );
}

/** What a token may do that the picker gets, by the permissions of this connection. */
export function RightsCard({ connection: { grantedScopes } }: { connection: ConnectionDetail }) {
  const scopes = grantedScopes.filter((scope) => reachesFiles.test(scope));
  const writing = scopes.filter((scope) => changesFiles.test(scope));
  return (
    <TitledCard title="What a token of the picker can do" contentClassName="grid gap-3">
      <p className="max-w-prose text-muted-foreground">
        The browser holds it: a real token of this person’s for one SharePoint host, for 60 to 90 minutes, with
        everything that was granted there. Whoever takes it from the page can use it until it ends. A refresh token
        never leaves the server.
      </p>
      {scopes.length > 0 ? (
        <>
          <Scopes scope={scopes.join(' ')} resource="" />
          <Verdict writing={writing.map(shortName)} />
        </>
      ) : (
        <NoFiles granted={grantedScopes} />
      )}
    </TitledCard>
  );
}
