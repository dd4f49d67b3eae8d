'use client';

import { useDeferredValue, useMemo, useState } from 'react';
import { Folded } from '#components/folded';
import { Button } from '#components/ui/button';
import { Field } from '#components/ui/field';
import { Textarea } from '#components/ui/textarea';
import { diffScopes } from '#lib/catalogue/schema';
import type { PermissionType } from '#lib/catalogue/types';
import { answerPaste } from '#lib/permissions/permissions';
import { ConsentBadges, PermissionChip } from '../../permissions/permission-chip';

interface CallsBoxProps {
  permissionType: PermissionType;
  /** All that is asked at the moment. */
  asked: readonly string[];
  onAdd: (scopes: string[]) => void;
}

/** What calls need, for somebody who knows the calls and not the permissions; what is not asked yet can be added. */
export function CallsBox({ permissionType, asked, onAdd }: CallsBoxProps) {
  const [typed, setTyped] = useState('');
  const paste = useDeferredValue(typed);
  const answers = useMemo(() => answerPaste([paste]), [paste]);
  const { permissions, unanswered } = answers[permissionType];
  const { missing } = diffScopes(permissions, asked);
  return (
    <Folded title="Paste the calls you make" hint="and see which permissions they need" className="noscript:hidden">
      <Field
        label="Calls"
        hint="One a line: a method and a path, a URL, a line of a log, a curl command, code of an SDK, or a $batch body."
      >
        <Textarea
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          spellCheck={false}
          autoComplete="off"
          placeholder="GET /me/drive/root/children"
          className="max-h-64 overflow-y-auto whitespace-pre font-mono text-[13px]"
        />
      </Field>
      {permissions.length > 0 ? (
        <ul aria-label="Needed by these calls" className="grid gap-1.5">
          {permissions.map((name) => (
            <li key={name} className="flex flex-wrap items-center gap-1.5">
              <PermissionChip name={name} type={permissionType} />
              <ConsentBadges name={name} type={permissionType} />
              {missing.includes(name) ? null : <span className="text-muted-foreground text-xs">asked already</span>}
            </li>
          ))}
        </ul>
      ) : null}
      <p aria-live="polite" className="text-muted-foreground">
        {sentence(answers.calls.length, unanswered)}
      </p>
      {missing.length > 0 ? (
        <Button variant="outline" className="w-fit" onClick={() => onAdd(missing)}>
          {missing.length === 1 ? `Ask for ${missing[0]}` : `Ask for these ${missing.length} as well`}
        </Button>
      ) : null}
    </Folded>
  );
}

function sentence(calls: number, unanswered: number): string {
  if (unanswered === 0) return '';
  const some = unanswered === 1 ? '1 of them has' : `${unanswered} of them have`;
  return `${calls === 1 ? 'This call has' : some} no known permission; the page Permissions says more.`;
}
