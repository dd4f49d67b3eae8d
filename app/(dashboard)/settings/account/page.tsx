import type { Metadata } from 'next';
import { ConfirmButton } from '#components/confirm-button';
import { settingsPages } from '#components/frame/settings-pages';
import { MicrosoftButton } from '#components/microsoft-button';
import { ProblemNote } from '#components/problem-note';
import { Alert } from '#components/ui/alert';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '#components/ui/card';
import { requireOperator } from '#lib/auth/session';
import { readEntraProblem } from '#lib/operators/entra-problems';
import { findOperatorById } from '#lib/operators/members';
import type { Member } from '#lib/operators/schema';
import { listSessions } from '#lib/operators/sessions';
import { readSignInWays } from '#lib/operators/sign-in-settings';
import { SessionTable } from '../operators/session-table';
import { disconnectMicrosoft, endMyOtherSessions, endOwnSession } from './actions';
import { PasswordForm } from './password-form';

export const metadata: Metadata = { title: settingsPages.account.label };

type Search = Record<string, string | string[] | undefined>;

function PasswordCard({ email, hasPassword, allowed }: { email: string; hasPassword: boolean; allowed: boolean }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Password</CardTitle>
        <CardDescription>
          {hasPassword
            ? 'Changing it signs you out everywhere except in this browser.'
            : 'You have none: you sign in with Microsoft.'}
          {allowed ? '' : ' Signing in with passwords is switched off here.'}
        </CardDescription>
      </CardHeader>
      {hasPassword ? (
        <CardContent>
          <PasswordForm email={email} />
        </CardContent>
      ) : null}
    </Card>
  );
}

function DisconnectButton() {
  return (
    <ConfirmButton
      action={disconnectMicrosoft}
      title="Disconnect your Microsoft account?"
      description="You sign in with your password from then on. Sessions that are open stay open."
      confirmLabel="Disconnect account"
    >
      Disconnect Microsoft account
    </ConfirmButton>
  );
}

function MicrosoftCard({ member: { hasEntra, hasPassword }, isOn }: { member: Member; isOn: boolean }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Microsoft account</CardTitle>
        <CardDescription>
          {hasEntra
            ? 'You can sign in with the Microsoft account that is connected. Connecting another one replaces it.'
            : 'Connect it once, and you can sign in with it from then on.'}
        </CardDescription>
      </CardHeader>
      <CardContent className="flex flex-wrap gap-2">
        {isOn ? (
          <MicrosoftButton purpose="connect">
            {hasEntra ? 'Connect another Microsoft account' : 'Connect my Microsoft account'}
          </MicrosoftButton>
        ) : (
          <p className="text-muted-foreground text-sm">Signing in with Microsoft is switched off here.</p>
        )}
        {hasEntra && hasPassword ? <DisconnectButton /> : null}
      </CardContent>
    </Card>
  );
}

async function Sessions({ id, sessionId }: { id: string; sessionId: string }) {
  const sessions = await listSessions(id);
  return (
    <section>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <h2 className="font-semibold text-base">Your sessions</h2>
        {sessions.length > 1 ? (
          <ConfirmButton
            action={endMyOtherSessions}
            size="sm"
            title="End all your other sessions?"
            description="Every browser but this one is signed out at its next request."
            confirmLabel="End other sessions"
          >
            End all others
          </ConfirmButton>
        ) : null}
      </div>
      <SessionTable sessions={sessions} ownId={sessionId} end={endOwnSession} />
    </section>
  );
}

export default async function AccountPage({ searchParams }: { searchParams: Promise<Search> }) {
  const operator = await requireOperator('viewer');
  const [search, ways, member] = await Promise.all([searchParams, readSignInWays(), findOperatorById(operator.id)]);
  const problem = readEntraProblem(search);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      {problem ? <ProblemNote {...problem} /> : null}
      {search.connected && member?.hasEntra ? (
        <Alert variant="success" role="status">
          Your Microsoft account is connected. You can sign in with it from now on.
        </Alert>
      ) : null}
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2 text-sm">
        <dt className="text-muted-foreground">Name</dt>
        <dd>{operator.name}</dd>
        <dt className="text-muted-foreground">E-mail</dt>
        <dd className="break-all">{operator.email}</dd>
        <dt className="text-muted-foreground">Role</dt>
        <dd>{operator.role}</dd>
      </dl>
      <PasswordCard email={operator.email} hasPassword={member?.hasPassword ?? false} allowed={ways.password} />
      {member && (ways.entra || member.hasEntra) ? <MicrosoftCard member={member} isOn={ways.entra} /> : null}
      <Sessions id={operator.id} sessionId={operator.sessionId} />
    </div>
  );
}
