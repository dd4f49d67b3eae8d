import type { Metadata } from 'next';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '#components/ui/card';
import { listOperators } from '#lib/operators/members';
import { roleCovers } from '#lib/operators/schema';
import { requireOperator } from '#lib/session';
import { AddOperatorForm } from './add-operator-form';
import { OperatorTable } from './operator-table';

export const metadata: Metadata = { title: 'Operators' };

export default async function OperatorsPage() {
  const operator = await requireOperator('viewer');
  const operators = await listOperators();
  const mayChange = roleCovers(operator.role, 'owner');
  return (
    <div className="grid gap-6">
      {mayChange ? null : (
        <p className="text-muted-foreground text-sm">Your role is {operator.role}. Only owners change operators.</p>
      )}
      <OperatorTable operators={operators} ownId={operator.id} mayChange={mayChange} />
      {mayChange ? (
        <Card>
          <CardHeader>
            <CardTitle>New operator</CardTitle>
            <CardDescription>Someone who signs in to this dashboard. End users need no account here.</CardDescription>
          </CardHeader>
          <CardContent>
            <AddOperatorForm />
          </CardContent>
        </Card>
      ) : null}
    </div>
  );
}
