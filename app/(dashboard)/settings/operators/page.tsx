import type { Metadata } from 'next';
import { settingsPages } from '#components/frame/settings-pages';
import { TitledCard } from '#components/titled-card';
import { requireOperator } from '#lib/auth/session';
import { listInvitations } from '#lib/operators/invitations';
import { listOperators } from '#lib/operators/members';
import { listSessions } from '#lib/operators/sessions';
import { roleCovers } from '#lib/roles';
import { endMemberSession } from './actions';
import { InvitationTable } from './invitation-table';
import { InviteForm } from './invite-form';
import { OperatorTable } from './operator-table';
import { SessionTable } from './session-table';

export const metadata: Metadata = { title: settingsPages.operators.label };

const heading = 'mb-3 font-semibold text-base';

async function Invitations({ mayChange }: { mayChange: boolean }) {
  const invitations = await listInvitations();
  if (invitations.length === 0) return null;
  return (
    <section>
      <h2 className={heading}>Invitations</h2>
      <InvitationTable invitations={invitations} mayChange={mayChange} />
    </section>
  );
}

async function Sessions({ ownId }: { ownId: string }) {
  const sessions = await listSessions();
  return (
    <section>
      <h2 className={heading}>Signed-in browsers</h2>
      <SessionTable sessions={sessions} ownId={ownId} showOperator end={endMemberSession} />
    </section>
  );
}

export default async function OperatorsPage() {
  const operator = await requireOperator('viewer');
  const operators = await listOperators();
  const mayChange = roleCovers(operator.role, 'owner');
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      {mayChange ? null : (
        <p className="text-muted-foreground text-sm">Your role is {operator.role}. Only owners change operators.</p>
      )}
      <OperatorTable operators={operators} ownId={operator.id} mayChange={mayChange} />
      <Invitations mayChange={mayChange} />
      {mayChange ? (
        <TitledCard
          title="Invite an operator"
          description="Someone who signs in to this dashboard. You get a link that can be accepted once, within seven days; an earlier invitation of the same address stops working. End users need no account here."
        >
          <InviteForm />
        </TitledCard>
      ) : null}
      {mayChange ? <Sessions ownId={operator.sessionId} /> : null}
    </div>
  );
}
