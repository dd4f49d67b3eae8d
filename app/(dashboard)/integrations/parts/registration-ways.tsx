'use client';

import { useState } from 'react';
import { cn } from '#components/ui/cn';
import type { ScriptChoice } from '#lib/catalogue/registration/scripts/scripts';
import type { RegistrationStep } from '#lib/catalogue/types';
import { RegistrationList } from './registration-list';
import { RegistrationScripts } from './registration-scripts';

interface RegistrationWaysProps {
  steps: readonly RegistrationStep[];
  /** What a script is made from; undefined where none is needed. */
  script: Omit<ScriptChoice, 'credential'> | undefined;
}

const ways = [
  { id: 'portal', title: 'In the portal', line: 'Step by step, with the values to copy' },
  { id: 'script', title: 'By script', line: 'Azure CLI, PowerShell or plain calls to Graph' },
] as const;

type Way = (typeof ways)[number]['id'];

const button =
  'grid rounded-lg border border-border p-3 text-left outline-none transition-colors duration-150 hover:bg-accent/50 focus-visible:ring-2 focus-visible:ring-ring aria-pressed:border-primary aria-pressed:bg-primary/5';

/** The two ways to register the app, side by side; one is shown at a time, both without JavaScript. */
export function RegistrationWays({ steps, script }: RegistrationWaysProps) {
  const [way, setWay] = useState<Way>('portal');
  const hides = (one: Way) => script && way !== one && 'hidden noscript:grid';
  return (
    <section aria-labelledby="register-app" className="grid min-w-0 gap-4">
      <h3 id="register-app" className="font-medium">
        Register the app
      </h3>
      {script ? (
        <div className="grid gap-3 sm:grid-cols-2 noscript:hidden">
          {ways.map(({ id, title, line }) => (
            <button key={id} type="button" aria-pressed={way === id} className={button} onClick={() => setWay(id)}>
              <span className="font-medium">{title}</span>
              <span className="text-muted-foreground">{line}</span>
            </button>
          ))}
        </div>
      ) : null}
      <div className={cn('grid', hides('portal'))}>
        <RegistrationList steps={steps} />
      </div>
      {script ? (
        <div className={cn('grid min-w-0', hides('script'))}>
          <RegistrationScripts choice={script} />
        </div>
      ) : null}
    </section>
  );
}
