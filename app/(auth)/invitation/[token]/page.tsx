import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { connection } from 'next/server';
import { MicrosoftButton } from '#components/microsoft-button';
import { ProblemNote } from '#components/problem-note';
import { RelativeTime } from '#components/relative-time';
import { Card, CardContent, CardDescription, CardHeader } from '#components/ui/card';
import { readBranding } from '#lib/branding/branding';
import { readClientAddress } from '#lib/client-address';
import { readEntraProblem } from '#lib/operators/entra-problems';
import { openInvitation } from '#lib/operators/invitations';
import type { OpenInvitation } from '#lib/operators/schema';
import { readSignInWays } from '#lib/operators/sign-in-settings';
import { expectedSentence } from '../../../expected-error';
import { OrLine } from '../../or-line';
import { AcceptForm } from './accept-form';

export const metadata: Metadata = { title: 'Invitation' };

type Props = {
  params: Promise<{ token: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const mayDo = {
  viewer: 'see everything but secrets, and change nothing',
  admin: 'do everything except managing operators',
  owner: 'do everything',
} as const;

const closed = 'It was accepted, revoked or has expired. Ask the person who sent it for a new one.';

function Closed({ why }: { why: string }) {
  return (
    <Card>
      <CardHeader>
        <h1 className="font-semibold text-xl leading-7 tracking-tight">This invitation cannot be used any more</h1>
        <CardDescription>{why}</CardDescription>
      </CardHeader>
    </Card>
  );
}

/** The invitation, or why there is none. */
async function lookUp(token: string): Promise<OpenInvitation | string> {
  try {
    return (await openInvitation(token, readClientAddress(await headers()))) ?? closed;
  } catch (error) {
    return expectedSentence(error, ['RateLimitError']);
  }
}

async function Introduction({ email, role, invitedBy, expiresAt }: OpenInvitation) {
  const place = (await readBranding()).name ?? 'Latchkey';
  const who = invitedBy?.startsWith('operator:') ? invitedBy.slice('operator:'.length) : 'The owner of this server';
  return (
    <CardHeader>
      <h1 className="font-semibold text-xl leading-7 tracking-tight">You are invited to {place}</h1>
      <CardDescription>
        {who} invites {email} to be {role === 'viewer' ? 'a' : 'an'} {role}: to {mayDo[role]}. The invitation ends{' '}
        <RelativeTime at={expiresAt} />.
      </CardDescription>
    </CardHeader>
  );
}

/** Opening an invitation does not use it up, because mail scanners open links too. */
export default async function InvitationPage({ params, searchParams }: Props) {
  await connection();
  const { token } = await params;
  const invitation = await lookUp(token);
  if (typeof invitation === 'string') return <Closed why={invitation} />;
  const [ways, problem] = [await readSignInWays(), readEntraProblem(await searchParams)];
  return (
    <Card>
      <Introduction {...invitation} />
      <CardContent className="grid gap-4">
        {problem ? <ProblemNote {...problem} /> : null}
        {ways.entra ? (
          <MicrosoftButton purpose="invitation" token={token} variant={ways.password ? 'outline' : 'default'}>
            Accept with Microsoft
          </MicrosoftButton>
        ) : null}
        {ways.entra && ways.password ? <OrLine /> : null}
        {ways.password ? <AcceptForm token={token} email={invitation.email} /> : null}
      </CardContent>
    </Card>
  );
}
