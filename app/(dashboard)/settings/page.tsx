import { redirect } from 'next/navigation';
import { requireOperator } from '#lib/auth/session';

export default async function SettingsPage() {
  await requireOperator('viewer');
  redirect('/settings/api-keys');
}
