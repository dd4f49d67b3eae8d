import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { Card, CardContent, CardDescription, CardHeader } from '#components/ui/card';
import { readLocalPath } from '#lib/local-path';
import { isSetUp } from '#lib/operators/set-up';
import { findOperator } from '#lib/session';
import { SignInForm } from './sign-in-form';

export const metadata: Metadata = { title: 'Sign in' };

type Search = { callbackUrl?: string | string[]; error?: string | string[] };

export default async function SignInPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { callbackUrl, error } = await searchParams;
  const target = readLocalPath(callbackUrl);
  if (await findOperator()) redirect(target);
  if (!(await isSetUp())) redirect('/set-up');
  const notice = error ? 'You were not signed in. Enter your e-mail address and password again.' : undefined;
  return (
    <Card>
      <CardHeader>
        <h1 className="font-semibold text-xl leading-7 tracking-tight">Sign in</h1>
        <CardDescription>With the e-mail address and password of your operator account.</CardDescription>
      </CardHeader>
      <CardContent>
        <SignInForm callbackUrl={target} notice={notice} />
      </CardContent>
    </Card>
  );
}
