import { CopyButton } from '#components/copy-button';
import { Fact } from '#components/fact';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '#components/ui/card';
import type { ComparedValue } from '#lib/troubleshooting/compare';
import type { CodeExplanation } from '#lib/troubleshooting/explain';
import type { Compared } from '#lib/troubleshooting/pages';
import { WHO_WORDS } from '../failure-help';
import { LookupLink } from '../failure-note';
import { CompareLinks } from './compared-values';

const endsWords: Record<CodeExplanation['closes'], string> = {
  grant: 'The grant: the connection needs reauthorization, whichever token was asked for.',
  resource:
    'The token that was asked for. When that was the one for Microsoft Graph, the connection needs reauthorization.',
  integration: "The integration's credential. Its connections keep their grants and go on once it is replaced.",
  tenant: 'The connections of that tenant, until the app is there again.',
  configuration: 'No grant. What was asked for is refused until the setting is put right.',
  nothing: 'Nothing that exists.',
};

/** A sentence to send to somebody. */
function ToSend({ name, text, what }: { name: string; text: string; what: string }) {
  return (
    <Fact name={name}>
      {text} <CopyButton text={text} label={what} className="-my-1.5" />
    </Fact>
  );
}

interface CodeCardProps {
  explanation: CodeExplanation;
  /** What the person sees if the browser stays at Microsoft. */
  shows: string | undefined;
  /** The values on this page, and which of them matter for this code. */
  values: readonly ComparedValue[];
  compare: readonly Compared[];
}

/** One code: what happened, why, and who has to do what. */
export function CodeCard({ explanation, shows, values, compare }: CodeCardProps) {
  const { name, meaning, operator, admin, endUser, who, closes, transient, lookup } = explanation;
  return (
    <Card>
      <CardHeader>
        <CardTitle>{meaning}</CardTitle>
        {name ? <CardDescription className="break-all font-mono text-xs">{name}</CardDescription> : null}
      </CardHeader>
      <CardContent className="grid gap-4">
        <dl className="grid gap-3">
          {shows ? <Fact name="What the person sees">{shows}</Fact> : null}
          <Fact name="To be fixed by">{WHO_WORDS[who]}</Fact>
          <Fact name="What you do">{operator}</Fact>
          <ToSend name="What the customer's admin does" text={admin} what="sentence for the admin" />
          <ToSend name="What the person connecting does" text={endUser} what="sentence for the person" />
          <Fact name="What stops working">{transient ? 'Nothing: it passes by itself.' : endsWords[closes]}</Fact>
        </dl>
        <CompareLinks values={values} ids={compare} />
        <p className="text-sm">
          <LookupLink href={lookup} />
        </p>
      </CardContent>
    </Card>
  );
}
