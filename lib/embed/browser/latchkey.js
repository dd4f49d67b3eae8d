const home = new URL(import.meta.url).origin;
const kept = 'latchkey.session';

export class ConnectError extends Error {
  constructor(code, message) {
    super(message);
    this.name = 'ConnectError';
    this.code = code;
  }
}

const wait = (milliseconds, signal) =>
  new Promise((done) => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener('focus', end);
      signal?.removeEventListener('abort', end);
      done();
    };
    const timer = setTimeout(end, milliseconds);
    addEventListener('focus', end);
    signal?.addEventListener('abort', end);
  });

const pause = (seconds) => (seconds < 30 ? 1000 : seconds < 150 ? 2000 : 5000);

async function ask({ host, token }, query = '') {
  try {
    const answer = await fetch(`${host}/api/connect/session/status${query}`, {
      headers: { authorization: `Bearer ${token}` },
      credentials: 'omit',
      cache: 'no-store',
    });
    if (answer.status === 401) throw new ConnectError('unknown_session', 'This connect session does not exist.');
    const { data, error } = await answer.json();
    if (answer.status === 403) throw new ConnectError(error.code, error.message);
    return answer.ok ? data : undefined;
  } catch (error) {
    if (error instanceof ConnectError) throw error;
    // The network is away for a moment; the next question may get through.
    return undefined;
  }
}

const connectedOf = ({ status, connection_id, provider_config_key }) =>
  status === 'connected' ? { connectionId: connection_id, integration: provider_config_key } : undefined;

/** What an answer of the server ends with; undefined while the person is on the way. */
function conclude(now, before) {
  const { status, error } = now;
  const isOver = status === 'failed' || status === 'waiting_for_admin';
  if (isOver && error && error.at !== before) throw new ConnectError(error.code, error.message);
  if (status === 'ended') throw new ConnectError('session_ended', 'This connect session has ended.');
  return connectedOf(now);
}

/** What is known before anything is shown; refused where this page may not show the session. */
async function begin(session, integration) {
  const now = await ask(session, `?${new URLSearchParams({ embed: true, ...(integration && { integration }) })}`);
  const before = now?.error?.at;
  return { before, connected: now && conclude(now, before) };
}

const closed = () => new ConnectError('closed', 'The person closed it.');

const aborted = () => new ConnectError('aborted', 'Nobody waits for this any more.');

/** Tells each status once. */
function teller(onEvent) {
  let last;
  return (status) => {
    if (status === last) return;
    last = status;
    onEvent?.({ type: 'status', status });
  };
}

// The outcome comes from the server alone: Microsoft's pages cut the tie to a window, which then looks closed.
async function outcome(session, { onEvent, signal, before, isGone, tell = teller(onEvent), end = conclude }) {
  const began = Date.now();
  while (!signal?.aborted) {
    const gone = isGone?.();
    const now = await ask(session);
    if (signal?.aborted) break;
    if (now) tell(now.status);
    const connected = now && end(now, before);
    if (connected) return connected;
    if (gone && ['open', 'failed'].includes(now?.status)) throw closed();
    await wait(pause((Date.now() - began) / 1000), signal);
  }
  throw aborted();
}

function post(host, target, fields) {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = `${host}/embed/open`;
  form.target = target;
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    const input = document.createElement('input');
    input.type = 'hidden';
    input.name = name;
    input.value = value;
    form.append(input);
  }
  document.body.append(form);
  form.submit();
  form.remove();
}

// No window, the question, yes, no.
const words = {
  en: 'Your browser opened no window.|Continue in this tab? You come back here afterwards.|Continue in this tab|Cancel',
  de: 'Ihr Browser hat kein Fenster geöffnet.|In diesem Tab weitermachen? Danach geht es hierher zurück.|In diesem Tab weitermachen|Abbrechen',
  fr: 'Votre navigateur n’a pas ouvert de fenêtre.|Continuer dans cet onglet ? Vous reviendrez ensuite ici.|Continuer dans cet onglet|Annuler',
  es: 'El navegador no ha abierto ninguna ventana.|¿Continuar en esta pestaña? Después volverá aquí.|Continuar en esta pestaña|Cancelar',
  ja: 'ブラウザーがウィンドウを開きませんでした。|このタブで続けますか？終わるとここに戻ります。|このタブで続ける|キャンセル',
};

const isPhone = () => matchMedia('(pointer: coarse) and (max-width: 600px)').matches;

// A dialog of the browser's own: a page may not leave for another one without the person's click.
function offer({ lang }, openHere, cancel) {
  const [none, question, go, stop] = (words[(lang || navigator.language).slice(0, 2)] || words.en).split('|');
  const dialog = document.createElement('dialog');
  const text = document.createElement('p');
  text.textContent = isPhone() ? question : `${none} ${question}`;
  dialog.ariaLabel = text.textContent;
  dialog.style.maxWidth = 'min(28em, 90vw)';
  dialog.append(text);
  const button = (text, act) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = text;
    made.onclick = () => {
      dialog.remove();
      act();
    };
    dialog.append(made, ' ');
  };
  button(go, openHere);
  button(stop, cancel);
  dialog.oncancel = () => {
    dialog.remove();
    cancel();
  };
  document.body.append(dialog);
  dialog.showModal();
}

async function here(options) {
  const { host = home, integration, returnUrl = location.href, lang, onEvent } = options;
  const token = await options.sessionToken;
  const { connected } = await begin({ host, token }, integration);
  if (connected) return connected;
  sessionStorage.setItem(kept, JSON.stringify({ host, token }));
  onEvent?.({ type: 'opened', mode: 'redirect' });
  post(host, '_self', { session_token: token, integration, return_url: returnUrl, lang });
  // This page ends now.
  return new Promise(() => {});
}

function blocked(options) {
  const { onBlocked, onEvent } = options;
  onEvent?.({ type: 'blocked' });
  return new Promise((done, fail) => {
    const openHere = () => here(options).then(done, fail);
    if (onBlocked) onBlocked(openHere);
    else offer(options, openHere, () => fail(new ConnectError('closed', 'The person did not go on.')));
  });
}

const features = (width, height) => {
  const left = Math.max(0, screenX + (outerWidth - width) / 2);
  const top = Math.max(0, screenY + (outerHeight - height) / 2);
  return `popup,width=${width},height=${height},left=${left},top=${top}`;
};

/**
 * Tells whether a window was closed on Latchkey's page. A page of Microsoft's makes every window look closed, and so does
 * a policy of this page's: so one counts only after it was seen open on a page of another origin.
 */
function watch(opened) {
  let wasSeen = false;
  return () => {
    if (opened.closed) return wasSeen;
    try {
      wasSeen ||= !opened.location.origin;
    } catch {
      wasSeen = true;
    }
    return false;
  };
}

let windows = 0;

async function popup(options) {
  const { host = home, integration, lang, onEvent, signal } = options;
  windows += 1;
  const name = `latchkey-${Date.now()}-${windows}`;
  // At once, or the browser no longer takes it for the person's wish.
  const opened = isPhone() ? null : open('', name, features(500, 720));
  if (!opened || opened.closed) return blocked(options);
  let isShown = false;
  try {
    const token = await options.sessionToken;
    const session = { host, token };
    const { before, connected } = await begin(session, integration);
    if (connected) return connected;
    if (signal?.aborted) throw aborted();
    isShown = true;
    post(host, name, { session_token: token, integration, lang });
    onEvent?.({ type: 'opened', mode: 'popup' });
    return await outcome(session, { onEvent, signal, before, isGone: watch(opened) });
  } finally {
    if (!isShown) opened.close();
  }
}

async function iframe(options) {
  const { host = home, integration, lang, theme, onEvent, signal } = options;
  const sessionToken = await options.sessionToken;
  const session = { host, token: sessionToken };
  const { connected } = await begin(session, integration);
  if (connected) return connected;
  const frame = document.createElement('iframe');
  const given = { ...(integration && { integration }), ...(lang && { lang }), ...(theme && { theme }) };
  frame.src = `${host}/embed?${new URLSearchParams(given)}`;
  // Whatever the policy of this page: who is around the frame decides whether it is shown.
  frame.referrerPolicy = 'origin';
  frame.title = 'Latchkey';
  frame.style.cssText = 'position:fixed;inset:0;width:100%;height:100%;border:0;z-index:9999;color-scheme:light';
  const { promise, resolve, reject } = Promise.withResolvers();
  const tell = teller(onEvent);
  let failure = closed();
  const hear = ({ origin, source, data }) => {
    if (origin !== new URL(host).origin || source !== frame.contentWindow) return;
    const { type, payload } = data || {};
    if (type === 'ready') source.postMessage({ type: 'session_token', sessionToken, integration }, origin);
    // The person may try again in the frame.
    if (type === 'error') failure = new ConnectError(payload.errorType, payload.errorMessage);
    if (type === 'close') reject(failure);
    if (type !== 'connect') return;
    tell('connected');
    resolve({ connectionId: payload.connectionId, integration: payload.providerConfigKey });
  };
  const press = ({ key }) => key === 'Escape' && reject(failure);
  const stopping = new AbortController();
  const stop = () => {
    stopping.abort();
    reject(aborted());
  };
  addEventListener('message', hear);
  addEventListener('keydown', press);
  signal?.addEventListener('abort', stop);
  if (signal?.aborted) stop();
  const focused = document.activeElement;
  document.body.append(frame);
  frame.focus();
  onEvent?.({ type: 'opened', mode: 'iframe' });
  outcome(session, { signal: stopping.signal, tell, end: connectedOf }).then(resolve, reject);
  try {
    return await promise;
  } finally {
    stop();
    removeEventListener('message', hear);
    removeEventListener('keydown', press);
    signal?.removeEventListener('abort', stop);
    frame.remove();
    focused?.focus();
  }
}

const modes = { popup, redirect: here, iframe };

export const connect = (options) => modes[options.mode || 'popup'](options);

export const reconnect = connect;

export function resume(options = {}) {
  const found = sessionStorage.getItem(kept);
  sessionStorage.removeItem(kept);
  return found ? outcome(JSON.parse(found), options) : null;
}

// The window opens here, in the click; the rest is loaded when it is first needed.
export async function openPicker(options) {
  const { host = home, mode } = options;
  const opened = mode === 'iframe' ? undefined : open('', '_blank', features(1080, 680));
  try {
    const picker = await import(/* webpackIgnore: true */ /* @vite-ignore */ `${host}/embed/picker.js`);
    return await picker.openPicker({ ...options, window: opened });
  } catch (error) {
    opened?.close();
    throw error;
  }
}
