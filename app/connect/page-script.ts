/**
 * What moves on end users' pages: copy buttons, a page that waits for something, a window that closes by itself. Its
 * text is put into the page, so it uses nothing from outside its body. Elements say by `data-` attributes what they
 * want; every page does without JavaScript.
 */
export function pageScript(): void {
  const find = (name: string) => document.querySelector<HTMLElement>(`[data-${name}]`);
  const shownMilliseconds = 2_000;

  async function copy(button: HTMLElement): Promise<void> {
    const { copy: text = '', copied = '', failed = '' } = button.dataset;
    const label = button.querySelector('span');
    const said = button.nextElementSibling;
    if (!label || !said) return;
    const before = button.getAttribute('aria-label') ?? '';
    let outcome = copied;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      outcome = failed;
    }
    label.textContent = outcome;
    said.textContent = outcome;
    setTimeout(() => {
      label.textContent = before;
      said.textContent = '';
    }, shownMilliseconds);
  }

  /** Puts times that the server wrote in UTC into the reader's own time zone, whose name follows. */
  function showLocalTimes(page: Document): void {
    const { lang } = document.documentElement;
    // The reader's own region where the language is the same: 02:08 or 2:08 AM.
    const locale = navigator.language.startsWith(lang) ? navigator.language : lang;
    for (const time of page.querySelectorAll<HTMLTimeElement>('time[data-local]')) {
      const at = new Date(time.dateTime);
      const day = at.toLocaleDateString(locale, { dateStyle: 'long' });
      const clock = at.toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' });
      time.textContent = `${day}, ${clock}`;
    }
  }

  /** Loads the page again when it would show something else, so that what is being read stays otherwise. */
  async function look(): Promise<void> {
    if (document.visibilityState !== 'visible') return;
    const answer = await fetch(location.href, { cache: 'no-store' }).catch(() => undefined);
    if (!answer?.ok) return;
    // The rest has a style of its own, which the policy of this page would refuse.
    const [main = ''] = /<main[\s\S]*<\/main>/.exec(await answer.text()) ?? [];
    const now = new DOMParser().parseFromString(main, 'text/html');
    showLocalTimes(now);
    const textOf = (page: Document) => page.querySelector('main')?.textContent;
    if (textOf(now) !== textOf(document)) location.reload();
  }

  showLocalTimes(document);
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-copy]') : null;
    if (button) copy(button);
    if (target instanceof Element && target.closest('[data-close-window]')) window.close();
  });
  const closing = find('close-after');
  if (closing) setTimeout(() => window.close(), Number(closing.dataset.closeAfter));
  const again = find('look-every');
  if (again) {
    setInterval(look, Number(again.dataset.lookEvery) * 1_000);
    document.addEventListener('visibilitychange', look);
  }
}

/** What a page in a frame also does: it talks to the page around it and opens Microsoft in a window. */
export function frameScript(): void {
  const find = (name: string) => document.querySelector<HTMLElement>(`[data-${name}]`);

  /** Asks whether a frame shows the state of its session, more rarely with time, and goes to the page of a new one. */
  function watch({ dataset: { watch: ticket = '', shown = '' } }: HTMLElement): void {
    const began = Date.now();
    const ask = async () => {
      // Away for a moment; the next question may get through.
      const body = new URLSearchParams({ ticket, shown });
      const answer = await fetch('/embed/frame/status', { method: 'POST', body }).catch(() => undefined);
      if (answer?.status === 200) location.replace(`${await answer.text()}${location.search}`);
      else again();
    };
    const again = () => {
      const seconds = (Date.now() - began) / 1_000;
      setTimeout(ask, seconds < 30 ? 1_000 : seconds < 150 ? 2_000 : 5_000);
    };
    again();
  }

  /** Opens the window that a form is sent to, or offers this tab where the browser opens none. */
  function openWindow(event: SubmitEvent): void {
    const form = event.target;
    const blocked = find('blocked');
    if (!blocked || !(form instanceof HTMLFormElement) || form.target === '_top') return;
    if (window.open('', form.target, 'popup,width=500,height=720')) return;
    event.preventDefault();
    blocked.hidden = false;
  }

  function goHere(): void {
    const form = document.querySelector('form');
    if (!form) return;
    const here = document.createElement('input');
    Object.assign(here, { type: 'hidden', name: 'here', value: 'yes' });
    form.append(here);
    form.target = '_top';
    form.submit();
  }

  document.addEventListener('submit', openWindow);
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button') : null;
    if (button?.dataset.here !== undefined) goHere();
    if (button?.dataset.close) parent.postMessage({ type: 'close' }, button.dataset.close);
  });
  document.addEventListener('keydown', ({ key, defaultPrevented }) => {
    const origin = find('close')?.dataset.close;
    if (key === 'Escape' && !defaultPrevented && origin) parent.postMessage({ type: 'close' }, origin);
  });
  const told = find('message');
  if (told) parent.postMessage(JSON.parse(told.dataset.message ?? ''), told.dataset.origin ?? '');
  const watched = find('watch');
  if (watched) watch(watched);
}
