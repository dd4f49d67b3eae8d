import { Hourglass } from 'lucide-react';
import { CopyButton } from '#components/copy-button';
import { LifeBar } from '#components/life-bar';
import { RelativeTime } from '#components/relative-time';
import { Card, CardContent, CardDescription, CardFooter, CardHeader, CardTitle } from '#components/ui/card';
import { describeScope, readGrantedScopes } from '#lib/catalogue/schema';
import type { TokenCard } from '#lib/connections/schema';
import { FailureNote } from '../../failure-note';
import { tokenWords } from '../words';
import { TokenActions, type TokenProps } from './token-actions';

export function Scopes({ scope, resource }: Pick<TokenCard, 'scope' | 'resource'>) {
  const known = readGrantedScopes(scope);
  const named = known.length > 0 ? known : scope.split(/\s+/).filter(Boolean);
  // The heading already names the host.
  const strip = (one: string) => (one.startsWith(`${resource}/`) ? one.slice(resource.length + 1) : one);
  const shown = named.map((one) => describeScope(one)?.name ?? strip(one));
  if (shown.length === 0) return null;
  return (
    <ul aria-label="Scopes" className="flex flex-wrap gap-1">
      {shown.map((one) => (
        <li key={one} className="wrap-anywhere rounded-sm bg-secondary px-1.5 py-0.5 font-mono text-xs">
          {one}
        </li>
      ))}
    </ul>
  );
}

type Failed = { failure: NonNullable<TokenCard['failure']>; retryAt: Date | null };

export function TokenFailure({ failure, retryAt }: Failed) {
  const { message, fix, code, traceId, correlationId, at } = failure;
  return (
    <FailureNote
      tone="warning"
      message={message}
      fix={
        <>
          {fix} Failed <RelativeTime at={at} />
          {retryAt && retryAt.getTime() > Date.now() ? (
            <>
              , tried again <RelativeTime at={retryAt} />.
            </>
          ) : (
            ', tried again when somebody next asks for it.'
          )}
        </>
      }
      code={code}
      traceId={traceId}
      correlationId={correlationId}
      at={at}
    />
  );
}

interface LifeProps extends Pick<TokenProps, 'token' | 'isClosed'> {
  title: string;
}

/** How long a token still lives. It outlives a closed grant, but then nothing comes after it. */
export function TokenLife({ title, token: { expiresAt, lifeSeconds, failure }, isClosed }: LifeProps) {
  if (!expiresAt)
    return (
      <p className="text-muted-foreground">
        No token is stored{isClosed || failure ? '.' : '. The next request for it asks Microsoft.'}
      </p>
    );
  return (
    <>
      <LifeBar label={title} issuedSeconds={lifeSeconds ?? 3600} expiresAt={expiresAt} isLast={isClosed} />
      {isClosed && expiresAt.getTime() > Date.now() ? (
        <p className="flex gap-1.5 text-warning">
          <Hourglass aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          The API no longer hands it out (424). Copies that your backend holds work until then.
        </p>
      ) : null}
    </>
  );
}

/** One token: its resource, its permissions and its remaining life; never the token itself. */
export function TokenCardView(props: TokenProps) {
  const { token, isClosed } = props;
  const { resource, scope, failure, retryAt } = token;
  const { title, description } = tokenWords(token);
  return (
    <Card>
      <CardHeader>
        <CardTitle>{title}</CardTitle>
        <CardDescription>{description}</CardDescription>
      </CardHeader>
      <CardContent className="grid flex-1 content-start gap-3">
        <p className="flex min-w-0 items-center gap-1">
          <span className="sr-only">Audience</span>
          <code className="wrap-anywhere font-mono text-[13px]">{resource}</code>
          <CopyButton text={resource} label="audience" />
        </p>
        <TokenLife title={title} token={token} isClosed={isClosed} />
        <Scopes scope={scope} resource={resource} />
        {failure && !isClosed ? <TokenFailure failure={failure} retryAt={retryAt} /> : null}
      </CardContent>
      <CardFooter>
        <TokenActions {...props} />
      </CardFooter>
    </Card>
  );
}
