import { Fact, IdFact } from '#components/fact';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '#components/ui/card';
import type { ConnectionDetail } from '#lib/connections/schema';

type Props = { connection: Pick<ConnectionDetail, 'endUser' | 'tags'> };

function Tags({ tags }: { tags: ConnectionDetail['tags'] }) {
  const entries = Object.entries(tags);
  if (entries.length === 0) return null;
  return (
    <Fact name="Tags">
      <ul aria-label="Tags" className="mt-0.5 flex flex-wrap gap-1">
        {entries.map(([name, value]) => (
          <li key={name} className="wrap-anywhere rounded-sm bg-secondary px-1.5 py-0.5 font-mono text-xs">
            {name}={value}
          </li>
        ))}
      </ul>
    </Fact>
  );
}

/** The end user of the operator's product to whom this account belongs. */
export function EndUserCard({ connection: { endUser, tags } }: Props) {
  const isEmpty = !endUser && Object.keys(tags).length === 0;
  return (
    <Card>
      <CardHeader>
        <CardTitle>End user and tags</CardTitle>
        <CardDescription>
          {isEmpty ? 'The link that made this connection named neither.' : 'As the last connect link named them.'}
        </CardDescription>
      </CardHeader>
      {isEmpty ? null : (
        <CardContent>
          <dl className="grid gap-3">
            {endUser?.display_name ? <Fact name="Name">{endUser.display_name}</Fact> : null}
            {endUser?.email ? <Fact name="E-mail">{endUser.email}</Fact> : null}
            {endUser?.id ? <IdFact name="End user id" value={endUser.id} /> : null}
            <Tags tags={tags} />
          </dl>
        </CardContent>
      )}
    </Card>
  );
}
