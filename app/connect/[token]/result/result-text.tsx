import type { ReactNode } from 'react';
import type { Outcome } from '#lib/links/schema';
import { maskUserName } from '../../mask';
import { resultWords } from '../../words';

function WrongAccount({ account, expected }: Outcome) {
  return (
    <>
      <p className="break-words">
        {account ? resultWords.used(account) : null} {expected ? resultWords.expected(shown(expected)) : null}
      </p>
      <p>{resultWords.howToSwitch}</p>
    </>
  );
}

// A tenant is shown as it is; a user name only to whom it belongs.
function shown(expected: string): string {
  return expected.includes('@') ? maskUserName(expected) : expected;
}

function Connected({ account }: Outcome) {
  return (
    <>
      <p className="break-words">{account ? resultWords.connectedAs(account) : resultWords.connected}</p>
      <p className="text-muted-foreground">{resultWords.close}</p>
    </>
  );
}

/** What happened and what to do, for the person it happened to. */
export function ResultText({ outcome }: { outcome: Outcome }): ReactNode {
  const { code, message } = outcome;
  if (code === 'connected') return <Connected {...outcome} />;
  return (
    <>
      <p className="break-words">{message}</p>
      {code === 'wrong_account' ? <WrongAccount {...outcome} /> : null}
      {code === 'admin_consented' ? <p>{resultWords.adminConsented}</p> : null}
      {code === 'admin_declined' ? <p>{resultWords.adminDeclined}</p> : null}
    </>
  );
}
