import type { Metadata } from 'next';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '#components/ui/card';
import { requireOperator } from '#lib/session';
import { PasswordForm } from './password-form';

export const metadata: Metadata = { title: 'Your account' };

export default async function AccountPage() {
  const operator = await requireOperator('viewer');
  return (
    <div className="grid gap-6">
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2 text-sm">
        <dt className="text-muted-foreground">Name</dt>
        <dd>{operator.name}</dd>
        <dt className="text-muted-foreground">E-mail</dt>
        <dd className="break-all">{operator.email}</dd>
        <dt className="text-muted-foreground">Role</dt>
        <dd>{operator.role}</dd>
      </dl>
      <Card>
        <CardHeader>
          <CardTitle>Password</CardTitle>
          <CardDescription>Changing it signs you out everywhere except in this browser.</CardDescription>
        </CardHeader>
        <CardContent>
          <PasswordForm email={operator.email} />
        </CardContent>
      </Card>
    </div>
  );
}
