import { z } from 'zod';

/** From least to most; each role may do what those before it may. */
export const roles = ['viewer', 'admin', 'owner'] as const;

export type Role = (typeof roles)[number];

export type Operator = { id: string; email: string; name: string; role: Role };

/** An operator as the list of operators shows them. */
export type Member = Operator & { createdAt: Date; lastSignInAt: Date | null };

/** Whether someone with role `have` may do what asks for `need`. */
export function roleCovers(have: Role, need: Role): boolean {
  return roles.indexOf(have) >= roles.indexOf(need);
}

export const passwordLength = { min: 12, max: 200 } as const;

export const newPassword = z
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

/** What someone typed to sign in: any text within bounds, since every failure gets one answer. */
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

export const addOperatorForm = z.object({ name: personName, email, role: z.enum(roles), password: newPassword });
export const changeRoleForm = z.object({ id: z.uuid(), role: z.enum(roles) });
export const removeOperatorForm = z.object({ id: z.uuid() });

export const changePasswordForm = z.object({
  current: z.string('Enter your current password.').min(1, 'Enter your current password.').max(passwordLength.max),
  password: newPassword,
});
