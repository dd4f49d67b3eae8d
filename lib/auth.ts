import type { NextRequest } from 'next/server';
import type { NextAuthOptions } from 'next-auth';
import NextAuth from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { z } from 'zod';
import { answerEntra } from '#lib/auth-entra';
import { type AuthContext, authBasics, unwrap } from '#lib/auth-options';
import { readClientAddress } from '#lib/client-address';
import { signInForm } from '#lib/operators/schema';
import { endOwnSession, openSession } from '#lib/operators/sessions';
import { verifyPassword } from '#lib/operators/sign-in';
import { findByClaims, readClaims } from '#lib/session-token';

const authorizedUser = z.object({ id: z.uuid(), sessionVersion: z.int() });

function authOptions(request: NextRequest): NextAuthOptions {
  const browser = {
    userAgent: request.headers.get('user-agent') ?? '',
    address: readClientAddress(request.headers),
  };
  return {
    ...authBasics(),
    providers: [
      unwrap(CredentialsProvider)({
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        authorize: async (credentials) => {
          const form = signInForm.safeParse(credentials);
          return form.success ? verifyPassword(form.data, browser.address) : null;
        },
      }),
    ],
    callbacks: {
      jwt: async ({ token, user }) => {
        const signedIn = authorizedUser.safeParse(user).data;
        if (!signedIn) {
          if (!(await findByClaims(token))) throw new Error('this session was ended');
          return { ...readClaims(token) };
        }
        const sid = await openSession(signedIn.id, { method: 'password', ...browser });
        return { sub: signedIn.id, sessionVersion: signedIn.sessionVersion, sid };
      },
      session: ({ session }) => ({ expires: session.expires, user: {} }),
    },
    events: {
      signOut: async ({ token }) => {
        const signedIn = await findByClaims(token);
        if (signedIn) await endOwnSession(signedIn.sessionId);
      },
    },
  };
}

/** Answers next-auth's own paths: sign-in, sign-out and the session that renews its cookie. */
export async function answerAuth(request: NextRequest, context: AuthContext): Promise<Response> {
  const [action, provider] = (await context.params).nextauth;
  if (provider === 'entra') return answerEntra(request, action);
  return unwrap(NextAuth)(request, context, authOptions(request));
}
