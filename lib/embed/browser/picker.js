const home = new URL(import.meta.url).origin;

export class PickerError extends Error {
  constructor(code, message, reauthorizeUrl) {
    super(message);
    this.name = 'PickerError';
    this.code = code;
    this.reauthorizeUrl = reauthorizeUrl;
  }
}

const words = {
  en: ['Choose files', 'Close', 'Sign in again to choose files'],
  de: ['Dateien wählen', 'Schließen', 'Neu anmelden, um Dateien zu wählen'],
  fr: ['Choisir des fichiers', 'Fermer', 'Se reconnecter pour choisir des fichiers'],
  es: ['Elegir archivos', 'Cerrar', 'Iniciar sesión para elegir archivos'],
  ja: ['ファイルを選択', '閉じる', '再度サインインしてファイルを選択'],
};
const wordsFor = (locale) => words[(locale || navigator.language).slice(0, 2)] || words.en;

const make = (tag, properties, style = '') => {
  const element = Object.assign(document.createElement(tag), properties);
  element.style.cssText = style;
  return element;
};

async function ask({ host, token, scope }, path, body) {
  const answer = await fetch(`${host}/api/picker/${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
    credentials: 'omit',
    cache: 'no-store',
    signal: scope.signal,
  }).catch(() => undefined);
  const { data, error } = (await answer?.json().catch(() => undefined)) || {};
  if (data) return data;
  if (error) throw new PickerError(error.code, error.message, error.payload?.reauthorize_url);
  throw new PickerError('unreachable', 'Latchkey gives no answer, or none to a page of this origin.');
}

// What a page's own listener throws does not stop the picker.
function notify({ onEvent }, event) {
  try {
    onEvent?.(event);
  } catch (error) {
    console.error(error);
  }
}

function tell(picking, direction, message) {
  const data = message?.data?.token ? { ...message.data, token: '(hidden)' } : message?.data;
  notify(picking, { type: 'message', direction, message: { ...message, data } });
}

function say(picking, port, message) {
  port.postMessage(message);
  tell(picking, 'out', message);
}

async function mint(picking, resource, claims) {
  const token = await ask(picking, 'token', { resource, claims });
  notify(picking, { type: 'token', resource, scopes: token.scopes, expiresAt: token.expires_at });
  return token.access_token;
}

const refusal = (code, error) => ({ result: 'error', error: { code, message: `${error?.message ?? error}` } });

async function authenticate(picking, { resource, claims }) {
  try {
    const token = await mint(picking, new URL(resource).origin, claims);
    return { reply: { result: 'token', token } };
  } catch (error) {
    const { code, message } = error;
    notify(picking, { type: 'refused', resource, code, message });
    // What asking again with this session cannot mend.
    const isFinal = /session|reauthorization/.test(code);
    return { reply: refusal('unableToObtainToken', error), end: () => isFinal && picking.ended.reject(error) };
  }
}

async function pick(picking, { items }) {
  const taking = (async () => picking.onPick?.(items))();
  // For a window that is closed meanwhile.
  picking.taken = taking.then(
    () => items,
    () => null,
  );
  return taking.then(
    () => ({ reply: { result: 'success' }, end: () => leave(picking) }),
    (error) => ({ reply: refusal('unusableItem', error) }),
  );
}

const leave = ({ ended, taken = null }) => ended.resolve(taken);

async function run(picking, data) {
  if (data.command === 'authenticate') return authenticate(picking, data);
  if (data.command === 'pick') return pick(picking, data);
  if (data.command === 'close') return { reply: { result: 'success' }, end: () => leave(picking) };
  return { reply: refusal('unsupportedCommand', data.command) };
}

async function hearCommand(picking, port, message) {
  tell(picking, 'in', message);
  if (message?.type !== 'command') return;
  const { id, data } = message;
  say(picking, port, { type: 'acknowledge', id });
  const { reply, end } = await run(picking, data || {});
  if (picking.scope.signal.aborted) return;
  say(picking, port, { type: 'result', id, data: reply });
  end?.();
}

// The page says "initialize" when it is loaded, and again when it loads itself anew.
function listen(picking, origins) {
  const { id, place, scope } = picking;
  const hear = ({ source, origin, data, ports: [port] }) => {
    if (source !== place.window() || !origins.includes(origin) || !port) return;
    if (data?.type !== 'initialize' || data.channelId !== id) return;
    picking.port?.close();
    picking.port = port;
    tell(picking, 'in', data);
    port.onmessage = (event) => hearCommand(picking, port, event.data);
    port.start();
    say(picking, port, { type: 'activate' });
  };
  addEventListener('message', hear);
  scope.signal.addEventListener('abort', () => {
    removeEventListener('message', hear);
    picking.port?.close();
  });
}

const settings = ({ id, entry, types, filters, selection, options }, facts) => ({
  typesAndSources: { mode: types, filters },
  selection,
  ...options,
  sdk: '8.0',
  entry: entry || facts.entry,
  authentication: { claimsChallenge: { enabled: true } },
  messaging: { origin: location.origin, channelId: id },
});

async function begin(picking) {
  const { id, place, locale = navigator.language } = picking;
  picking.token = await picking.session;
  const facts = await ask(picking, 'session');
  const resource = new URL(facts.picker_url).origin;
  listen(picking, [resource, ...facts.hosts]);
  const value = await mint(picking, resource);
  // A form for a window that is gone would open another one.
  if (place.isClosed()) return leave(picking);
  const filePicker = JSON.stringify(settings(picking, facts));
  const query = new URLSearchParams({ filePicker, locale: locale.toLowerCase() });
  const action = `${facts.picker_url}?${query}`;
  const form = make('form', { method: 'post', action, target: id });
  form.append(make('input', { type: 'hidden', name: 'access_token', value }));
  document.body.append(form);
  form.submit();
  form.remove();
  notify(picking, { type: 'posted', resource });
}

function popup(picking) {
  const { id, window = open('', '_blank', 'popup,width=1080,height=680') } = picking;
  if (!window) {
    notify(picking, { type: 'blocked' });
    return frame(picking);
  }
  window.name = id;
  return { window: () => window, isClosed: () => window.closed, close: () => window.close() };
}

function dialogOf({ locale }, content, style) {
  const [ariaLabel, close] = wordsFor(locale);
  const dialog = make('dialog', { ariaLabel }, style);
  dialog.append(content, make('button', { textContent: close, onclick: () => dialog.close() }));
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

function frame(picking) {
  const { id, container, locale } = picking;
  const inner = make(
    'iframe',
    { name: id, title: wordsFor(locale)[0] },
    `width:100%;height:calc(100% - ${container ? 0 : 2}em);border:0`,
  );
  const size = 'box-sizing:border-box;width:min(1080px,96vw);height:min(680px,92vh);padding:8px';
  const outer = container ? inner : dialogOf(picking, inner, size);
  if (container) container.append(inner);
  outer.onclose = () => leave(picking);
  return { window: () => inner.contentWindow, isClosed: () => !inner.isConnected, close: () => outer.remove() };
}

function offerSignIn(picking, href) {
  const { locale, signal, onReauthorize } = picking;
  notify(picking, { type: 'reauthorize', url: href });
  if (onReauthorize) return onReauthorize(href);
  const link = make('a', { href, textContent: wordsFor(locale)[2], target: '_blank' });
  const dialog = dialogOf(picking, make('p'), 'padding:16px');
  dialog.firstChild.append(link);
  return new Promise((done) => {
    dialog.onclose = done;
    signal?.addEventListener('abort', done);
  }).finally(() => dialog.remove());
}

const aborted = () => new PickerError('aborted', 'Nobody waits for this any more.');

export async function openPicker(options) {
  const { signal, onClose, mode, host = home } = options;
  if (signal?.aborted) throw aborted();
  const ended = Promise.withResolvers();
  const scope = new AbortController();
  const picking = { ...options, host, id: crypto.randomUUID(), scope, ended };
  // At once, or the browser no longer takes it for the person's wish.
  const place = (mode === 'iframe' ? frame : popup)(picking);
  picking.place = place;
  const timer = setInterval(() => place.isClosed() && leave(picking), 500);
  const stop = () => ended.reject(aborted());
  signal?.addEventListener('abort', stop);
  begin(picking).catch(ended.reject);
  const items = await ended.promise
    .finally(() => {
      scope.abort();
      clearInterval(timer);
      signal?.removeEventListener('abort', stop);
      place.close();
    })
    .catch(async (error) => {
      if (error?.reauthorizeUrl) await offerSignIn(picking, error.reauthorizeUrl);
      throw error;
    });
  if (!items) onClose?.();
  return items;
}

function optionsOf(element) {
  const read = (name) => element.getAttribute(name) ?? undefined;
  const [entry, selection] = ['entry', 'selection'].map(read);
  return {
    session: typeof element.session === 'function' ? element.session() : (element.session ?? read('session')),
    host: read('host'),
    mode: read('mode'),
    types: read('types'),
    locale: read('locale'),
    entry: entry && JSON.parse(entry),
    filters: read('filters')?.split(/[\s,]+/),
    selection: selection && { mode: selection },
  };
}

// Rendering on a server imports the module too.
const { HTMLElement = class {}, customElements } = globalThis;

const tag = 'latchkey-picker';

class LatchkeyPicker extends HTMLElement {
  #stopping;

  connectedCallback() {
    this.onclick = () => this.open();
    if (this.shadowRoot) return;
    const slot = make('slot');
    slot.append(make('button', { textContent: wordsFor(this.getAttribute('locale'))[0] }));
    this.attachShadow({ mode: 'open' }).append(slot);
  }

  disconnectedCallback() {
    this.#stopping?.abort();
  }

  async open() {
    this.disconnectedCallback();
    this.#stopping = new AbortController();
    const { signal } = this.#stopping;
    const dispatch = (type, detail) => this.dispatchEvent(new CustomEvent(type, { detail, cancelable: true }));
    const onPick = (items) => {
      if (!dispatch('pick', items)) throw new Error('Refused by this page.');
    };
    const onClose = () => dispatch('close');
    try {
      await openPicker({ ...optionsOf(this), signal, onPick, onClose });
    } catch (error) {
      if (error?.code !== 'aborted') dispatch('error', error);
    }
  }
}

if (!customElements?.get(tag)) customElements?.define(tag, LatchkeyPicker);
