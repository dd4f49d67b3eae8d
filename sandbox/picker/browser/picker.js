// The sandbox's file picker: the messages of Microsoft's File Picker v8, and lists of the sandbox's own files.
const at = (id) => document.getElementById(id);
const { config, pivots, host, resource: only, start, drive, mayWrite } = JSON.parse(at('picker').dataset.facts);
const { messaging, typesAndSources = {}, selection = {}, authentication } = config;
const mode = typesAndSources.mode ?? 'files';
const filters = (typesAndSources.filters ?? []).map((filter) => filter.toLowerCase());
const selecting = selection.mode ?? 'single';
const most = selecting === 'multiple' ? (selection.maximumCount ?? Number.POSITIVE_INFINITY) : 1;

const opener = window.parent === window ? window.opener : window.parent;
const { port1: port, port2 } = new MessageChannel();
const tokens = new Map();
const chosen = new Map();
const waiting = new Map();
const seconds = 1_000;
let sent = 0;

const say = (text) => {
  at('status').textContent = text;
};

function command(data) {
  sent += 1;
  const id = `${messaging.channelId}-${sent}`;
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      waiting.delete(id);
      reject(new Error(`The page did not acknowledge the command ${data.command}.`));
    }, 10 * seconds);
    waiting.set(id, { resolve, late });
    port.postMessage({ type: 'command', id, data });
  });
}

const isToken = (answer) => answer?.result === 'token' && typeof answer.token === 'string' && answer.token !== '';

async function authenticate(host, claims) {
  const resource = only ?? host;
  const answer = await command({ command: 'authenticate', resource, type: 'SharePoint', ...(claims && { claims }) });
  if (!isToken(answer))
    throw new Error(`The page gave no token for ${resource}: ${answer?.error?.message ?? 'no reason'}`);
  tokens.set(host, answer.token);
}

function readClaims(challenge) {
  const [, encoded] = /claims="([^"]+)"/.exec(challenge ?? '') ?? [];
  return encoded && atob(encoded.replaceAll('-', '+').replaceAll('_', '/'));
}

async function call(resource, path, init = {}) {
  if (!tokens.has(resource)) await authenticate(resource);
  const send = () =>
    fetch(`${resource}/_api/v2.0${path}`, { ...init, headers: { authorization: `Bearer ${tokens.get(resource)}` } });
  let answer = await send();
  const claims = authentication?.claimsChallenge?.enabled && readClaims(answer.headers.get('www-authenticate'));
  if (answer.status === 401 && claims) {
    await authenticate(resource, claims);
    answer = await send();
  }
  if (answer.ok) return answer.json();
  const [, reason] = /reason="([^"]+)"/.exec(answer.headers.get('x-ms-diagnostics') ?? '') ?? [];
  throw new Error(`${new URL(resource).hostname} refused the token (${answer.status}). ${reason ?? ''}`);
}

const kinds = {
  photo: /\.(jpe?g|png|gif|heic|svg)$/,
  document: /\.(docx?|xlsx?|pptx?|pdf)$/,
  video: /\.(mp4|mov|avi)$/,
  audio: /\.(mp3|wav|m4a)$/,
  media: /\.(jpe?g|png|gif|heic|svg|mp4|mov|avi|mp3|wav|m4a)$/,
  file: /./,
};
const fits = (name, filter) => (filter.startsWith('.') ? name.endsWith(filter) : (kinds[filter]?.test(name) ?? false));

function isShown(item) {
  if (item.folder) return true;
  const wanted = filters.filter((filter) => filter !== 'folder');
  return mode !== 'folders' && (wanted.length === 0 || wanted.some((filter) => fits(item.name.toLowerCase(), filter)));
}

const isSelectable = (item) => (item.folder ? mode !== 'files' || filters.includes('folder') : mode !== 'folders');

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

function showChosen() {
  at('pick').disabled = chosen.size === 0;
  const isFull = chosen.size >= most && selecting === 'multiple';
  for (const box of document.querySelectorAll('#list input')) box.disabled = isFull && !box.checked;
  const limit = isFull ? `; no more than ${most} may be selected` : '';
  say(chosen.size === 0 ? 'Nothing is selected.' : `${chosen.size} selected${limit}.`);
}

function choose(item, resource, isChosen) {
  if (selecting !== 'multiple') chosen.clear();
  const picked = { ...item, '@sharePoint.endpoint': `${resource}/_api/v2.0` };
  if (isChosen) chosen.set(`${item.parentReference.driveId} ${item.id}`, picked);
  else chosen.delete(`${item.parentReference.driveId} ${item.id}`);
  showChosen();
  if (selecting === 'pick' && isChosen) pick();
}

function row(item, folder) {
  const name = item.folder ? `${item.name} (folder)` : item.name;
  const open = item.folder ? [openButton(item, folder)] : [];
  if (!isSelectable(item)) return make('li', {}, make('span', { textContent: name }), ...open);
  const box = make('input', {
    type: selecting === 'multiple' ? 'checkbox' : 'radio',
    name: 'item',
    checked: chosen.has(`${item.parentReference.driveId} ${item.id}`),
  });
  box.addEventListener('change', () => choose(item, folder.resource, box.checked));
  return make('li', {}, make('label', {}, box, name), ...open);
}

const button = (textContent, ariaLabel, work) => {
  const made = make('button', { type: 'button', textContent, ariaLabel });
  made.addEventListener('click', () => tried(work));
  return made;
};

const openButton = ({ id, name }, folder) =>
  button('Open', `Open ${name}`, () =>
    openFolder({
      ...folder,
      title: name,
      id,
      back: { title: folder.title, open: () => openFolder(folder) },
    }),
  );

/** The keyboard goes on at the heading: the button that was pressed is gone. */
function show(title, rows, back) {
  const isInside = [at('back'), at('list')].some((part) => part.contains(document.activeElement));
  at('title').textContent = title;
  at('back').replaceChildren(...(back ? [button('Back', `Back to ${back.title}`, back.open)] : []));
  const list = make('ul', { className: 'files' }, ...rows);
  list.setAttribute('role', 'list');
  at('list').replaceChildren(list);
  if (isInside) at('title').focus();
}

/** A folder, or the root of a drive: `drive` is its path below the API, `back` where one came from. */
async function openFolder(folder) {
  const { title, resource, drive: path, id, back } = folder;
  const { value } = await call(resource, `${path}/${id ? `items/${id}` : 'root'}/children`);
  const shown = value.filter(isShown);
  show(
    title,
    shown.map((item) => row(item, folder)),
    back,
  );
  showChosen();
  if (value.length === 0) say('This folder is empty.');
  else if (shown.length === 0) say('Nothing here fits what the page asks for.');
}

async function openLibraries(title, resource) {
  const { value } = await call(resource, '/drives');
  const open = ({ id, siteName }) =>
    openFolder({ title: siteName, resource, drive: `/drives/${id}`, back: { title, open: showAll } });
  function showAll() {
    const rows = value.map((library) => {
      const { name, siteName } = library;
      const text = make('span', { textContent: `${siteName}: ${name}` });
      return make(
        'li',
        {},
        text,
        button('Open', `Open ${name} of ${siteName}`, () => open(library)),
      );
    });
    show(title, rows);
    say(`${value.length} document libraries.`);
  }
  const first = value.find(({ id }) => id === drive);
  return first ? open(first) : showAll();
}

async function tried(work) {
  try {
    await work();
  } catch (error) {
    say(error.message);
  }
}

const openFiles = (title, resource) => openFolder({ title, resource, drive: '/me/drive' });
const opened = { files: openFiles, libraries: openLibraries };

function openPivot({ id, title, host: resource }) {
  for (const button of at('places').children) button.setAttribute('aria-current', String(button.dataset.id === id));
  at('upload').hidden = !mayWrite || id !== 'files';
  say('Loading…');
  return tried(() => opened[id](title, resource));
}

function showPlaces() {
  for (const pivot of pivots) {
    const place = button(pivot.title, null, () => openPivot(pivot));
    place.dataset.id = pivot.id;
    at('places').append(place);
  }
}

async function pick() {
  const items = [...chosen.values()];
  await tried(async () => {
    const answer = await command({ command: 'pick', items });
    if (answer?.result !== 'success') throw new Error(`The page takes no such item: ${answer?.error?.message ?? ''}`);
    say(items.length === 1 ? 'One item was given to the page.' : `${items.length} items were given to the page.`);
  });
}

const close = () => tried(() => command({ command: 'close' }));

async function upload([file]) {
  if (!file) return;
  const [{ title, host: resource }] = pivots.filter(({ id }) => id === 'files');
  const path = `/me/drive/root:/${encodeURIComponent(file.name)}:/content`;
  await tried(async () => {
    await call(resource, path, { method: 'PUT', body: file });
    await openFiles(title, resource);
    say(`${file.name} was uploaded.`);
  });
}

/** A host has to answer commands that it does not know, as those of later versions are. */
async function probe() {
  const answer = await command({ command: 'sandbox-unknown' });
  if (answer?.error?.code !== 'unsupportedCommand')
    console.warn('File picker: the page has to answer an unknown command with the error unsupportedCommand.');
}

async function begin() {
  port.postMessage({ type: 'notification', data: { notification: 'page-loaded', timestamp: Date.now() } });
  showPlaces();
  await tried(() => authenticate(host));
  probe().catch((error) => console.warn(`File picker: ${error.message}`));
  const first = pivots.find(({ id }) => id === start);
  if (tokens.has(host) && first) await openPivot(first);
}

const heard = {
  activate: begin,
  acknowledge: ({ id }) => clearTimeout(waiting.get(id)?.late),
  result({ id, data }) {
    clearTimeout(waiting.get(id)?.late);
    waiting.get(id)?.resolve(data);
    waiting.delete(id);
  },
};

port.onmessage = ({ data }) => heard[data?.type]?.(data);
at('pick').addEventListener('click', pick);
at('close').addEventListener('click', close);
at('upload').addEventListener('click', () => at('file').click());
at('file').addEventListener('change', ({ target }) => upload(target.files));
addEventListener('keydown', ({ key }) => key === 'Escape' && close());
if (opener) opener.postMessage({ type: 'initialize', channelId: messaging.channelId }, messaging.origin, [port2]);
else say('No page has opened this picker: it has to be in a frame or a window of one.');
