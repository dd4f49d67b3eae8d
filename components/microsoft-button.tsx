import { Building2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './ui/button';
import type { ButtonVariants } from './ui/button-variants';

interface MicrosoftButtonProps extends ButtonVariants {
  purpose: 'sign-in' | 'invitation' | 'connect' | 'confirm' | 'test';
  /** The path on this site to go to after signing in or confirming. */
  callbackUrl?: string;
  /** Token of the invitation being accepted. */
  token?: string;
  children: ReactNode;
}

/** A form that goes to Microsoft. Works without JavaScript. */
export function MicrosoftButton({ purpose, callbackUrl, token, variant, size, children }: MicrosoftButtonProps) {
  return (
    <form method="post" action="/api/auth/signin/entra" className="grid">
      <input type="hidden" name="purpose" value={purpose} />
      {callbackUrl ? <input type="hidden" name="callbackUrl" value={callbackUrl} /> : null}
      {token ? <input type="hidden" name="token" value={token} /> : null}
      <Button type="submit" variant={variant ?? 'outline'} size={size ?? 'default'}>
        <Building2 aria-hidden="true" />
        {children}
      </Button>
    </form>
  );
}
