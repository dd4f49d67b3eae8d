import type { Metadata } from 'next';
import { MicrosoftButton } from '#components/microsoft-button';
import { ButtonLink } from '#components/ui/button-link';
import { Card, CardContent, CardDescription, CardHeader } from '#components/ui/card';
import { describeEntraProblem, readEntraProblem } from '#lib/operators/entra-problems';
import { readSignInWays } from '#lib/operators/sign-in-settings';

export const metadata: Metadata = { title: 'Not signed in' };

type Search = Record<string, string | string[] | undefined>;

/** Tells somebody who came back from Microsoft why they may not sign in. */
export default async function RefusedPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { title, message, fix, code } = readEntraProblem(await searchParams) ?? describeEntraProblem('stale');
  const { entra } = await readSignInWays();
  return (
    <Card>
      <CardHeader>
        <h1 className="font-semibold text-xl leading-7 tracking-tight">{title}</h1>
        <CardDescription>
          {message}
          {code === undefined ? '' : ` (AADSTS${code})`}
        </CardDescription>
      </CardHeader>
      <CardContent className="grid gap-4">
        <p className="text-sm">{fix}</p>
        {entra ? (
          <MicrosoftButton purpose="sign-in" callbackUrl="/">
            Use another Microsoft account
          </MicrosoftButton>
        ) : null}
        <ButtonLink href="/sign-in" variant="ghost">
          Back to the sign-in page
        </ButtonLink>
      </CardContent>
    </Card>
  );
}
