import { z } from 'zod';
import { type Role, roles } from '#lib/roles';

export type Operator = { id: string; email: string; name: string; role: Role };

/** An operator together with the session of the current request. */
export type SignedIn = Operator & { sessionId: string };

/** An operator as shown in the list of operators. */
export type Member = Operator & {
  createdAt: Date;
  lastSignInAt: Date | null;
  hasPassword: boolean;
  hasEntra: boolean;
};

export const signInMethods = ['password', 'entra'] as const;
export type SignInMethod = (typeof signInMethods)[number];

/** Hours without use after which a session ends. */
export const sessionHours = 12;

/** Days after which every session ends, even if it is used. */
export const sessionDays = 30;

/** Minutes for which a sign-in, or a password entered again, proves the operator's identity. */
export const proofMinutes = 10;

/** A signed-in browser. `userAgent` is its own description. */
export type Session = {
  id: string;
  operator: { id: string; name: string; email: string };
  method: SignInMethod;
  userAgent: string;
  address: string;
  createdAt: Date;
  lastSeenAt: Date;
};

export const passwordLength = { min: 12, max: 200 } as const;

const newPassword = z
  .string('Choose a password.')
  .min(passwordLength.min, `A password has at least ${passwordLength.min} characters.`)
  .max(passwordLength.max, `A password has at most ${passwordLength.max} characters.`);

export const email = z
  .string('Enter an e-mail address.')
  .trim()
  .toLowerCase()
  .max(254, 'An e-mail address has at most 254 characters.')
  .pipe(z.email('Enter an e-mail address such as name@example.com.'));

const personName = z
  .string('Enter a name.')
  .trim()
  .min(1, 'Enter a name.')
  .max(100, 'A name has at most 100 characters.');

/** What somebody typed to sign in. Any text within limits is accepted, because every failure gets the same answer. */
export const signInForm = z.object({
  email: z.string().trim().toLowerCase().max(254),
  password: z.string().max(passwordLength.max),
});

export const setUpForm = z.object({
  token: z.string('Enter the set-up token.').trim().min(1, 'Enter the set-up token.').max(200),
  name: personName,
  email,
  password: newPassword,
});

export const inviteForm = z.object({ email, role: z.enum(roles, 'Choose a role.') });
export const acceptForm = z.object({ token: z.string().max(200), name: personName, password: newPassword });
export const changeRoleForm = z.object({ id: z.uuid(), role: z.enum(roles) });
/** Names one row: an operator, an invitation or a session. */
export const rowForm = z.object({ id: z.uuid() });

export const changePasswordForm = z.object({
  current: z.string('Enter your current password.').min(1, 'Enter your current password.').max(passwordLength.max),
  password: newPassword,
});

/** A password entered again to confirm the operator's identity. */
export const givenPassword = z.string().min(1).max(passwordLength.max);

/** How an operator can confirm their identity, and why their last attempt failed. */
export type Confirmation = { password: boolean; microsoft: boolean; error?: string };

const invitationStates = ['open', 'accepted', 'revoked', 'expired'] as const;
export type InvitationState = (typeof invitationStates)[number];

/** Days within which an invitation can be accepted. */
export const invitationDays = 7;

/** An invitation as shown in the list of operators. */
export type InvitationRow = {
  id: string;
  email: string;
  role: Role;
  state: InvitationState;
  createdAt: Date;
  createdBy: string | null;
  expiresAt: Date;
};

/** An invitation as shown to the person who opens its link. */
export type OpenInvitation = { email: string; role: Role; invitedBy: string | null; expiresAt: Date };
