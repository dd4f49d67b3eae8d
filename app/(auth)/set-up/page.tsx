import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { connection } from 'next/server';
import { Card, CardContent, CardDescription, CardHeader } from '#components/ui/card';
import { isSetUp } from '#lib/operators/set-up';
import { SetUpForm } from './set-up-form';

export const metadata: Metadata = { title: 'Set up Latchkey' };

export default async function SetUpPage() {
  await connection();
  if (await isSetUp()) redirect('/sign-in');
  return (
    <Card>
      <CardHeader>
        <h1 className="font-semibold text-xl leading-7 tracking-tight">Set up Latchkey</h1>
        <CardDescription>
          There is no operator yet. Whoever reads the server's terminal becomes the first owner.
        </CardDescription>
      </CardHeader>
      <CardContent>
        <SetUpForm />
      </CardContent>
    </Card>
  );
}
