import type { NextRequest } from 'next/server';
import type { NextAuthOptions } from 'next-auth';
import NextAuth from 'next-auth';
import { isDatabaseAway } from '#lib/db';
import { signOutSession } from '#lib/operators/sessions';
import { answerEntra } from './entra.ts';
import { type AuthContext, authBasics, unwrap } from './options.ts';
import { findByClaims, readClaims } from './session-token.ts';

/**
 * next-auth only manages sessions. Passwords are checked by the sign-in page's action, Microsoft's answer by
 * `answerEntra`.
 */
function authOptions(onAway: () => void): NextAuthOptions {
  return {
    ...authBasics(),
    providers: [],
    callbacks: {
      jwt: async ({ token }) => {
        const signedIn = await findByClaims(token).catch((error: unknown) => {
          if (isDatabaseAway(error)) onAway();
          throw error;
        });
        if (!signedIn) throw new Error('this session was ended');
        return { ...readClaims(token) };
      },
      session: ({ session }) => ({ expires: session.expires, user: {} }),
    },
    events: {
      signOut: async ({ token }) => {
        const signedIn = await findByClaims(token);
        if (signedIn) await signOutSession(signedIn.sessionId);
      },
    },
  };
}

/** Answers next-auth's own paths: signing out, and the session request that renews the cookie. */
export async function answerAuth(request: NextRequest, context: AuthContext): Promise<Response> {
  const [action, provider] = (await context.params).nextauth;
  if (provider === 'entra') return answerEntra(request, action);
  let isAway = false;
  const answer = await unwrap(NextAuth)(
    request,
    context,
    authOptions(() => {
      isAway = true;
    }),
  );
  // next-auth treats any failure as the end of the session and would delete its cookie.
  if (isAway) return new Response(null, { status: 503, headers: { 'Retry-After': '1', 'Cache-Control': 'no-store' } });
  return answer;
}
