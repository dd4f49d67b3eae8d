import type { Metadata } from 'next';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '#components/ui/card';
import { readRetentionDays } from '#lib/activity/activity';
import { requireOperator } from '#lib/auth/session';
import { roleCovers } from '#lib/operators/schema';
import { RetentionForm } from './retention-form';

export const metadata: Metadata = { title: 'Activity settings' };

export default async function ActivitySettingsPage() {
  const operator = await requireOperator('viewer');
  const days = await readRetentionDays();
  return (
    <Card>
      <CardHeader>
        <CardTitle>How long activity is kept</CardTitle>
        <CardDescription>
          Proxy calls, refreshes, steps of links, and how many tokens were handed out each minute. Timelines of
          connections and the audit list are not touched.
        </CardDescription>
      </CardHeader>
      <CardContent>
        {roleCovers(operator.role, 'admin') ? (
          <RetentionForm days={days} />
        ) : (
          <p>{days === 1 ? '1 day' : `${days} days`}. An admin or owner can change it.</p>
        )}
      </CardContent>
    </Card>
  );
}
