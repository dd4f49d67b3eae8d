import { KeyRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { OpenForms } from '#components/unsent-forms';

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="grid min-h-dvh content-center justify-items-center gap-6 px-4 py-10">
      <p className="flex items-center gap-2 font-semibold text-lg tracking-tight">
        <KeyRound aria-hidden="true" className="size-5 text-link" />
        Latchkey
      </p>
      <OpenForms />
      <div className="w-full max-w-sm">{children}</div>
    </main>
  );
}
