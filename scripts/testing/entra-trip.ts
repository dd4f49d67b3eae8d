import { NextRequest } from 'next/server';
import { answerAuth } from '../../lib/auth/auth.ts';
import { env } from '../../lib/env.ts';
import { jar } from './browser-jar.ts';

// How a browser walks through a sign-in of an operator with Microsoft. Its cookies are those of the test's jar, which
// has to stand in for Next's by `nextHeadersForPackages`.

/** Where the operators of a test come from. */
export const entraAddress = '192.0.2.80';

type Ask = { method?: 'GET' | 'HEAD' | 'POST'; headers?: Record<string, string>; form?: Record<string, string> };

/** Keeps what an answer sets, as a browser does. */
function keepCookies(answer: Response): void {
  for (const line of answer.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value === '' || /max-age=0\b/i.test(line)) jar.delete(name);
    else jar.set(name, decodeURIComponent(value));
  }
}

async function askEntra(action: 'signin' | 'callback', query: string, { method, headers, form }: Ask) {
  const cookie = [...jar].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('; ');
  const request = new NextRequest(`${env().publicUrl}/api/auth/${action}/entra?${query}`, {
    method: method ?? 'GET',
    headers: { cookie, 'x-forwarded-for': entraAddress, ...headers },
    ...(form && { body: new URLSearchParams(form) }),
  });
  const answer = await answerAuth(request, { params: Promise.resolve({ nextauth: [action, 'entra'] }) });
  keepCookies(answer);
  return { status: answer.status, location: answer.headers.get('location') ?? '' };
}

/** Posts the form that begins it; `location` is where Microsoft is asked. */
export function beginEntra(form: Record<string, string> = { purpose: 'sign-in' }) {
  return askEntra('signin', '', { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' }, form });
}

/** Comes back from Microsoft. */
export function returnFromEntra(back: URLSearchParams, ask: Ask = {}) {
  return askEntra('callback', back.toString(), ask);
}
