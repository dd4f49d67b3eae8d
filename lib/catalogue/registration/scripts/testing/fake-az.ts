// Plays the Azure CLI for the tests of the scripts: keeps one app in the file named first, and every call it got.
import { readFileSync, writeFileSync } from 'node:fs';
import { argv, exit, stdout } from 'node:process';

type Access = { resourceAppId: string; resourceAccess: { id: string; type: string }[] };
type State = {
  calls: string[][];
  app?: { web: { redirectUris: string[] }; requiredResourceAccess: Access[]; signInAudience: string } | undefined;
  hasPrincipal?: boolean;
};

const [, , file = '', ...given] = argv;
const state: State = JSON.parse(readFileSync(file, 'utf8'));
// As the Azure CLI does, "@file" stands for what the file holds, without the newline at its end.
const args = given.map((arg) => (arg.startsWith('@') ? readFileSync(arg.slice(1), 'utf8').trimEnd() : arg));
state.calls.push(args);
const option = (name: string) => args[args.indexOf(name) + 1] ?? '';
const optionList = (name: string) => {
  const from = args.slice(args.indexOf(name) + 1);
  const end = from.findIndex((arg) => arg.startsWith('--'));
  return end < 0 ? from : from.slice(0, end);
};
const { app } = state;

function show(): string {
  const query = option('--query');
  if (!app) exit(3);
  if (query === 'web.redirectUris[]') return app.web.redirectUris.join('\n');
  if (query === 'signInAudience') return app.signInAudience;
  const api = /resourceAppId=='([^']+)'/.exec(query)?.[1];
  const access = app.requiredResourceAccess.find(({ resourceAppId }) => resourceAppId === api);
  return (access?.resourceAccess ?? []).map(({ id }) => id).join('\n');
}

function addPermissions(): string {
  const added = optionList('--api-permissions').map((pair) => pair.split('='));
  const resourceAccess = added.map(([id = '', type = '']) => ({ id, type }));
  const access = app?.requiredResourceAccess.find(({ resourceAppId }) => resourceAppId === option('--api'));
  if (access) access.resourceAccess.push(...resourceAccess);
  else app?.requiredResourceAccess.push({ resourceAppId: option('--api'), resourceAccess });
  return '';
}

function create(): string {
  state.app = JSON.parse(option('--body'));
  return 'new-client-id';
}

function changeUris(): string {
  if (app) app.web.redirectUris = optionList('--web-redirect-uris');
  return '';
}

function principal(): string {
  if (!state.hasPrincipal) exit(3);
  return '';
}

const answers: [begins: string, answer: () => string][] = [
  ['cloud', () => ''],
  ['login', () => ''],
  ['account show', () => 'the-tenant'],
  ['rest', create],
  ['ad app show', show],
  ['ad app update', changeUris],
  ['ad app permission add', addPermissions],
  ['ad app permission admin-consent', () => ''],
  ['ad app credential reset', () => 'the-secret'],
  ['ad app federated-credential create', () => ''],
  ['ad sp show', principal],
  [
    'ad sp create',
    () => {
      state.hasPrincipal = true;
      return '';
    },
  ],
];
const answer = answers.find(([begins]) => args.join(' ').startsWith(begins))?.[1];
if (!answer) exit(2);
try {
  stdout.write(`${answer()}\n`);
} finally {
  writeFileSync(file, JSON.stringify(state));
}
