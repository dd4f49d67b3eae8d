'use client';

import { usePathname } from 'next/navigation';
import { startTransition, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { Alert, AlertTitle } from './ui/alert';
import { Button } from './ui/button';
import { findProblem, isUnsent, mayLeave, noteField, noteSent, noteTyped, type Problem, problemWords } from './unsent';
import { announceWait } from './waits';

/** The wizard keeps what is typed by itself, except a secret. */
const keepsItself = '/integrations/new';

/** Forms that change something. React marks those with a function as their action by a `javascript:` address. */
function changesSomething(form: HTMLFormElement): boolean {
  return form.method === 'post' || (form.getAttribute('action') ?? '').startsWith('javascript:');
}

/** The address that a click leaves this page for, in this tab. */
function leavesFor({ target, button, ctrlKey, metaKey, shiftKey }: MouseEvent): string | undefined {
  const link = target instanceof Element ? target.closest('a') : null;
  if (!link?.href || button !== 0 || ctrlKey || metaKey || shiftKey) return undefined;
  if ((link.target && link.target !== '_self') || link.hasAttribute('download')) return undefined;
  const { origin, pathname, search } = new URL(link.href);
  const isHere = origin === location.origin && pathname === location.pathname && search === location.search;
  return isHere ? undefined : link.href;
}

/** Asks before a page is left on which something was typed and not sent. */
function useLeaveWarning() {
  useEffect(() => {
    function onInput({ target }: Event) {
      if (!(target instanceof Element)) return;
      noteField(target);
      const isSecret = target instanceof HTMLInputElement && target.type === 'password';
      if (location.pathname === keepsItself && !isSecret) return;
      const form = target.closest('form');
      if (form && changesSomething(form)) noteTyped(form);
    }
    function onDone({ target, type }: Event) {
      // Each step of the wizard is a submit, which sends nothing yet.
      if (type === 'submit' && location.pathname === keepsItself) return;
      if (target instanceof HTMLFormElement) noteSent(target);
    }
    function onClick(event: MouseEvent) {
      if (!leavesFor(event) || mayLeave()) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    function onUnload(event: BeforeUnloadEvent) {
      if (isUnsent()) event.preventDefault();
    }
    window.addEventListener('input', onInput);
    window.addEventListener('submit', onDone);
    window.addEventListener('reset', onDone);
    window.addEventListener('click', onClick, { capture: true });
    window.addEventListener('beforeunload', onUnload);
    return () => {
      window.removeEventListener('input', onInput);
      window.removeEventListener('submit', onDone);
      window.removeEventListener('reset', onDone);
      window.removeEventListener('click', onClick, { capture: true });
      window.removeEventListener('beforeunload', onUnload);
    };
  }, []);
}

type Held = { form: HTMLFormElement; submitter: HTMLElement | null; place: HTMLElement; problem: Problem };

type Check = () => Promise<Problem | undefined>;

/**
 * Holds each form until the server has answered, where needed that this browser is signed in. Whatever its action does, a form that
 * was never sent keeps everything that was typed into it.
 */
function useHeldForm(findReason: Check): Held | undefined {
  const [held, setHeld] = useState<Held>();
  useEffect(() => {
    const checking = new WeakSet<HTMLFormElement>();
    const checked = new WeakSet<HTMLFormElement>();
    let shown: HTMLElement | undefined;
    function show(next: Omit<Held, 'place'> | undefined) {
      shown?.remove();
      shown = next?.form.appendChild(document.createElement('div'));
      setHeld(next && shown && { ...next, place: shown });
    }
    async function check(form: HTMLFormElement, submitter: HTMLElement | null) {
      checking.add(form);
      const problem = await findReason();
      checking.delete(form);
      if (!form.isConnected) return;
      show(problem && { form, submitter, problem });
      if (problem) return;
      checked.add(form);
      form.requestSubmit(submitter);
      // Not sent after all, because the browser found a field to complain about.
      checked.delete(form);
    }
    // On the window, because React listens on the document.
    function onSubmit(event: SubmitEvent) {
      const { target: form, submitter } = event;
      if (!(form instanceof HTMLFormElement) || !changesSomething(form) || checked.has(form)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (checking.has(form)) return;
      startTransition(() => {
        announceWait();
        return check(form, submitter);
      });
    }
    window.addEventListener('submit', onSubmit, { capture: true });
    return () => {
      window.removeEventListener('submit', onSubmit, { capture: true });
      shown?.remove();
    };
  }, [findReason]);
  return held;
}

/** Why a form that needs no sign-in should not be sent now. */
async function findSilence(): Promise<Problem | undefined> {
  const problem = await findProblem();
  return problem === 'no_answer' ? problem : undefined;
}

/** Keeps what is typed into the forms of the dashboard when it cannot be saved, and asks before it is left behind. */
export function UnsentForms() {
  useLeaveWarning();
  return <HeldForm findReason={findProblem} />;
}

/** Keeps what is typed where nobody is signed in yet, while the server does not answer. */
export function OpenForms() {
  return <HeldForm findReason={findSilence} />;
}

function HeldForm({ findReason }: { findReason: Check }) {
  const pathname = usePathname();
  const held = useHeldForm(findReason);
  // Once the alert is rendered, as its place alone has no height.
  useEffect(() => {
    held?.place.scrollIntoView({ block: 'nearest' });
  }, [held]);
  if (!held?.form.isConnected) return null;
  const { title, text } = problemWords[held.problem];
  return createPortal(
    <Alert key={pathname} variant="warning" role="alert" className="mt-3 text-left">
      <AlertTitle>{title}</AlertTitle>
      <p>
        {text}{' '}
        {held.problem === 'signed_out' ? (
          <>
            <a
              href="/sign-in?callbackUrl=%2Fsettings%2Fconfirm"
              target="_blank"
              rel="noopener"
              className="text-link underline"
            >
              Sign in in a new tab
            </a>
            , then come back here and send it again.
          </>
        ) : null}
      </p>
      <Button
        type="button"
        variant="outline"
        size="sm"
        className="mt-2 w-fit"
        onClick={() => held.form.requestSubmit(held.submitter)}
      >
        Send again
      </Button>
    </Alert>,
    held.place,
  );
}
