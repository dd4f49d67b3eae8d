import { CircleCheck, CircleMinus, CircleX, type LucideIcon, TriangleAlert } from 'lucide-react';
import { RelativeTime } from '#components/relative-time';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '#components/ui/card';
import { cn } from '#components/ui/cn';
import { type Check, countsOf, verdictOf } from '#lib/integrations/verification';
import { VerdictBadge } from '../parts/integration-state';
import type { TabProps } from './tab-props';
import { VerifyButton } from './verify-button';

const looks: Record<Check['outcome'], { icon: LucideIcon; tone: string; word: string }> = {
  ok: { icon: CircleCheck, tone: 'text-success', word: 'Proved' },
  warning: { icon: TriangleAlert, tone: 'text-warning', word: 'Warning' },
  failed: { icon: CircleX, tone: 'text-danger', word: 'Failed' },
  skipped: { icon: CircleMinus, tone: 'text-muted-foreground', word: 'Not tried' },
};

function CheckLine({ check }: { check: Check }) {
  const { icon: Icon, tone, word } = looks[check.outcome];
  const isNamed = check.code && !check.message.includes(check.code);
  return (
    <li className="flex items-start gap-3 py-2.5">
      <Icon aria-hidden="true" className={cn('mt-0.5 size-4 shrink-0', tone)} />
      <div className="grid min-w-0 gap-0.5">
        <p className="wrap-anywhere font-medium">
          {check.title}
          <span className={cn('ml-2 font-normal', tone)}>{word}</span>
        </p>
        <p className="wrap-anywhere text-muted-foreground">
          {check.message}
          {isNamed ? <code className="ml-1.5 font-mono text-xs">{check.code}</code> : null}
        </p>
        {check.fix && check.outcome !== 'ok' ? <p className="wrap-anywhere">{check.fix}</p> : null}
      </div>
    </li>
  );
}

/** What was verified about the registration without a user, and a button to verify it again. */
export function VerifyCard({ integration, canChange }: TabProps) {
  const { verification } = integration;
  return (
    <Card>
      <CardHeader>
        <div className="flex flex-wrap items-center justify-between gap-2">
          <CardTitle>Verification</CardTitle>
          <VerdictBadge verdict={verdictOf(verification)} verification={verification} />
        </div>
        <CardDescription>
          {verification ? (
            <>
              Tried <RelativeTime at={verification.at} />, without any user: {countsOf(verification)}.
            </>
          ) : (
            'Not verified yet, or changed since. Verifying tries the tenant, the client ID, the credentials and what is registered, without any user.'
          )}
        </CardDescription>
      </CardHeader>
      <CardContent className="grid gap-4">
        {verification ? (
          <ul aria-label="What was verified" className="divide-y divide-border">
            {verification.checks.map((check) => (
              <CheckLine key={check.id} check={check} />
            ))}
          </ul>
        ) : null}
        {canChange ? <VerifyButton integrationId={integration.id} isFirst={!verification} /> : null}
      </CardContent>
    </Card>
  );
}
