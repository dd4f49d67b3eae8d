'use client';

import { Eye } from 'lucide-react';
import { useEffect, useState } from 'react';
import { CopyField } from '#components/copy-field';
import { FormAlert } from '#components/form-alert';
import { RelativeTime } from '#components/relative-time';
import { SubmitButton } from '#components/submit-button';
import { TitledDialog } from '#components/titled-dialog';
import { Button } from '#components/ui/button';
import { DialogFooter } from '#components/ui/dialog';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { type RevealState, revealToken } from '../actions';

const shownSeconds = 30;

interface RevealProps {
  id: string;
  /** `graph`, or the origin of a SharePoint host. */
  resource: string;
  title: string;
  /** If false, a sign-in at Microsoft within the last ten minutes is sufficient proof. */
  asksPassword: boolean;
}

/** Counts down half a minute, then calls `onEnd`. */
function useCountdown(onEnd: () => void) {
  const [left, setLeft] = useState(shownSeconds);
  useEffect(() => {
    const timer = setInterval(() => setLeft((now) => now - 1), 1000);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    if (left <= 0) onEnd();
  }, [left, onEnd]);
  return Math.max(0, left);
}

function ShownToken({ token, expiresAt, onEnd }: { token: string; expiresAt: Date; onEnd: () => void }) {
  const left = useCountdown(onEnd);
  return (
    <div className="grid gap-3">
      <CopyField text={token} label="token" className="max-h-56 items-start overflow-y-auto" />
      <p className="text-muted-foreground text-sm">
        The token expires <RelativeTime at={expiresAt} />. It is hidden again in{' '}
        <span className="tabular-nums">{left} s</span>.
      </p>
      <DialogFooter>
        <Button variant="outline" onClick={onEnd}>
          Hide token
        </Button>
      </DialogFooter>
    </div>
  );
}

function RecentSignIn({ error }: { error: string | undefined }) {
  if (error) return <FormAlert error={error} />;
  return <p>You have no password here: having signed in with Microsoft within the last ten minutes is enough.</p>;
}

function RevealForm({ id, resource, asksPassword }: Omit<RevealProps, 'title'>) {
  const [state, setState] = useState<RevealState>({});
  const [onEnd] = useState(() => () => setState({}));
  if (state.token && state.expiresAt)
    return <ShownToken token={state.token} expiresAt={state.expiresAt} onEnd={onEnd} />;
  async function submit(form: FormData) {
    setState(await revealToken(form));
  }
  return (
    <form action={submit} className="grid gap-4">
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="resource" value={resource} />
      {asksPassword ? (
        <Field label="Your password" error={state.error} required>
          <Input type="password" name="password" autoComplete="current-password" />
        </Field>
      ) : (
        <RecentSignIn error={state.error} />
      )}
      <DialogFooter>
        <SubmitButton pendingLabel="Checking that it is you">Reveal token</SubmitButton>
      </DialogFooter>
    </form>
  );
}

/** Shows a token for half a minute to somebody who has just confirmed their identity. Each time writes an audit row. */
export function RevealDialog({ id, resource, title, asksPassword }: RevealProps) {
  return (
    <TitledDialog
      button={
        <Button variant="outline" size="sm">
          <Eye aria-hidden="true" />
          Reveal
        </Button>
      }
      title={<>Reveal the {title}</>}
      description="Whoever holds it acts as this account until it expires. That you looked is noted in the audit list and in the timeline."
    >
      <RevealForm id={id} resource={resource} asksPassword={asksPassword} />
    </TitledDialog>
  );
}
