'use client';

import { ArrowDownRight, Check, CircleSlash, TriangleAlert } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { TitledCard } from '#components/titled-card';
import { Badge } from '#components/ui/badge';
import { Field } from '#components/ui/field';
import { Textarea } from '#components/ui/textarea';
import { labelScope } from '#lib/catalogue/schema';
import type { PermissionType } from '#lib/catalogue/types';
import { type CountedCall, type DietFinding, dietOf } from '#lib/permissions/diet';
import { parseCalls } from '#lib/permissions/parse';

interface UsedCardProps {
  permissionType: PermissionType;
  /** All that the integration asks for. */
  asked: readonly string[];
  /** Kinds of calls that went through the proxy. */
  calls: readonly CountedCall[];
  /** The days they were counted. */
  days: number;
}

const listFormat = new Intl.ListFormat('en', { type: 'conjunction' });
const number = new Intl.NumberFormat('en');
const callsText = (count: number) => (count === 1 ? '1 call' : `${number.format(count)} calls`);

const marks = {
  needed: { label: 'Needed', variant: 'success', icon: Check },
  enough: { label: 'Wider than used', variant: 'warning', icon: ArrowDownRight },
  unused: { label: 'Not seen in use', variant: 'outline', icon: CircleSlash },
} as const;

function sentence({ verdict, calls, onlyReads, enough }: DietFinding): string {
  if (verdict === 'unused') return 'No call that was seen needs it.';
  const reading = calls === 1 ? ', which only reads' : ', all of which only read';
  const used = `Used by ${callsText(calls)}${onlyReads ? reading : ''}.`;
  if (verdict === 'needed') return used;
  const names = listFormat.format(enough.map(labelScope));
  return `${used} ${names} ${enough.length === 1 ? 'is' : 'are'} enough for that.`;
}

function Finding({ finding }: { finding: DietFinding }) {
  const { label, variant, icon: Icon } = marks[finding.verdict];
  return (
    <li className="grid gap-1 py-2.5">
      <span className="flex flex-wrap items-center gap-2">
        <code className="wrap-anywhere font-mono text-[13px]">{labelScope(finding.permission)}</code>
        <Badge variant={variant}>
          <Icon aria-hidden="true" />
          {label}
        </Badge>
      </span>
      <span className="text-muted-foreground">{[sentence(finding), ...finding.leavesOut].join(' ')}</span>
    </li>
  );
}

function SeenCalls({ calls }: { calls: readonly CountedCall[] }) {
  if (calls.length === 0) return null;
  return (
    <details>
      <summary className="w-fit cursor-pointer rounded-sm text-link">
        {calls.length === 1
          ? 'The kind of call that was counted'
          : `The ${calls.length} kinds of calls that were counted`}
      </summary>
      <ul aria-label="Counted calls" className="mt-2 grid max-h-72 gap-1 overflow-y-auto">
        {calls.map(({ method, template, count }) => (
          <li key={`${method} ${template}`} className="flex items-baseline justify-between gap-4">
            <code className="wrap-anywhere font-mono text-xs">
              {method} {template === '' ? 'a call that no table knows' : template}
            </code>
            <span className="shrink-0 text-muted-foreground text-xs tabular-nums">{number.format(count)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What is asked for against what calls needed: those the proxy counted, and those an operator pastes. */
export function UsedCard({ permissionType, asked, calls, days }: UsedCardProps) {
  const [typed, setTyped] = useState('');
  const paste = useDeferredValue(typed);
  const pasted = useMemo(() => parseCalls(paste), [paste]);
  const diet = useMemo(
    () => dietOf(asked, { counted: calls, pasted }, permissionType),
    [asked, calls, pasted, permissionType],
  );
  return (
    <TitledCard
      title="Asked for and used"
      description={`What calls through the proxy needed in ${days} days. Tokens that your product uses without the proxy are not seen here: paste those calls below.`}
      className="max-w-4xl"
      contentClassName="grid gap-4"
    >
      {diet.calls === 0 ? (
        <p className="text-muted-foreground">No call was seen yet.</p>
      ) : (
        <ul aria-label="Permissions asked for" className="divide-y divide-border">
          {diet.findings.map((finding) => (
            <Finding key={finding.permission} finding={finding} />
          ))}
        </ul>
      )}
      {diet.missing.length > 0 ? (
        <p className="flex gap-2">
          <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warning" />
          <span>Needed by calls and not asked for: {listFormat.format(diet.missing.map(labelScope))}.</span>
        </p>
      ) : null}
      {diet.unknown > 0 ? (
        <p className="text-muted-foreground">
          {callsText(diet.unknown)} {diet.unknown === 1 ? 'says' : 'say'} nothing: no table has the call, or its body
          decides, as with a batch.
        </p>
      ) : null}
      <SeenCalls calls={calls} />
      <Field label="Calls without the proxy" optional hint="One a line, as you have them. They are not kept.">
        <Textarea
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          spellCheck={false}
          autoComplete="off"
          placeholder="GET /me/messages"
          className="max-h-64 overflow-y-auto whitespace-pre font-mono text-[13px]"
        />
      </Field>
    </TitledCard>
  );
}
