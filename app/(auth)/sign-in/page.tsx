import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { MicrosoftButton } from '#components/microsoft-button';
import { Card, CardContent, CardDescription, CardHeader } from '#components/ui/card';
import { readLocalPath } from '#lib/auth/local-path';
import { findOperator } from '#lib/auth/session';
import { isSetUp } from '#lib/operators/set-up';
import { readSignInWays, type SignInWays } from '#lib/operators/sign-in-settings';
import { OrLine } from '../or-line';
import { SignInForm } from './sign-in-form';

export const metadata: Metadata = { title: 'Sign in' };

type Search = { callbackUrl?: string | string[]; error?: string | string[] };

function introduction({ password, entra }: SignInWays): string {
  if (!password) return 'With the Microsoft account of your operator account.';
  if (!entra) return 'With the e-mail address and password of your operator account.';
  return 'With the Microsoft account, or the e-mail address and password, of your operator account.';
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { callbackUrl, error } = await searchParams;
  const target = readLocalPath(callbackUrl);
  if (await findOperator()) redirect(target);
  if (!(await isSetUp())) redirect('/set-up');
  const ways = await readSignInWays();
  const notice = error ? 'You were not signed in. Enter your e-mail address and password again.' : undefined;
  return (
    <Card>
      <CardHeader>
        <h1 className="font-semibold text-xl leading-7 tracking-tight">Sign in</h1>
        <CardDescription>{introduction(ways)}</CardDescription>
      </CardHeader>
      <CardContent className="grid gap-4">
        {ways.entra ? (
          <MicrosoftButton purpose="sign-in" callbackUrl={target} variant={ways.password ? 'outline' : 'default'}>
            Sign in with Microsoft
          </MicrosoftButton>
        ) : null}
        {ways.entra && ways.password ? <OrLine /> : null}
        {ways.password ? <SignInForm callbackUrl={target} notice={notice} /> : null}
      </CardContent>
    </Card>
  );
}
