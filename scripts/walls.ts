import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { parseSync } from 'oxc-parser';

/** Which folder may import which. Every import that is not listed is forbidden. */

export const root = join(import.meta.dirname, '..');

/** Files that every folder of `lib` may import. */
const ground = 'lib/*.ts';

/** The folders of `lib`, and the folders that each may import in addition to itself and the ground files. */
export const rooms: Record<string, string[]> = {
  catalogue: [],
  permissions: ['catalogue'],
  usage: ['permissions'],
  microsoft: [],
  audit: [],
  activity: ['audit'],
  events: ['audit'],
  webhooks: ['audit', 'events', 'notices'],
  notices: ['audit'],
  branding: ['audit'],
  variables: ['audit'],
  keys: ['audit'],
  refusals: ['audit', 'notices'],
  operators: ['audit', 'branding', 'microsoft', 'refusals'],
  alerts: ['audit', 'branding', 'connections', 'events', 'integrations', 'links', 'microsoft', 'notices', 'webhooks'],
  auth: ['audit', 'operators', 'microsoft', 'refusals'],
  integrations: ['audit', 'catalogue', 'events', 'microsoft', 'notices'],
  live: ['events', 'operators'],
  links: ['activity', 'audit', 'catalogue', 'events', 'integrations', 'microsoft'],
  connections: [
    'activity',
    'audit',
    'catalogue',
    'events',
    'integrations',
    'keys',
    'links',
    'microsoft',
    'notices',
    'operators',
  ],
  embed: ['connections', 'events', 'integrations', 'links', 'refusals'],
  picker: ['activity', 'audit', 'catalogue', 'connections', 'integrations', 'keys', 'links', 'microsoft'],
  demo: ['activity', 'audit', 'connections', 'integrations', 'links', 'webhooks'],
  troubleshooting: ['catalogue', 'integrations', 'microsoft'],
  api: [
    'activity',
    'audit',
    'branding',
    'catalogue',
    'connections',
    'embed',
    'events',
    'integrations',
    'keys',
    'links',
    'microsoft',
    'permissions',
    'picker',
    'refusals',
    'troubleshooting',
    'usage',
    'variables',
    'webhooks',
  ],
  boot: [
    'activity',
    'alerts',
    'api',
    'audit',
    'connections',
    'embed',
    'events',
    'integrations',
    'keys',
    'links',
    'live',
    'notices',
    'operators',
    'picker',
    'refusals',
    'usage',
    'webhooks',
  ],
};

const everything = ['**'];
const features = Object.keys(rooms).filter((room) => !['microsoft', 'boot'].includes(room));

type Wall = { from: string; may: string[]; never?: string[] };

/** For each file the first matching row applies. `never` takes precedence over `may`. */
export const walls: Wall[] = [
  // Tests may import what they test, and the shared test tools.
  { from: 'sandbox/**', may: ['sandbox/**'] },
  { from: '{lib,app,components,scripts,e2e}/**/*.{test,spec}.{ts,tsx}', may: everything },
  { from: 'lib/**/testing/**', may: everything },
  { from: 'lib/*.ts', may: [ground, 'prisma/generated/**'] },
  ...Object.entries(rooms).map(([room, others]) => ({
    from: `lib/${room}/**`,
    may: [ground, 'prisma/generated/**', ...[room, ...others].map((name) => `lib/${name}/**`)],
    // SQL of another folder must be used through its exported functions. Only boot works on the tables of all folders.
    never: room === 'boot' ? [] : others.flatMap((name) => [`lib/${name}/**/store.ts`, `lib/${name}/**/*-store.ts`]),
  })),
  { from: 'components/**', may: ['components/**', 'lib/*/{schema,errors}.ts'] },
  {
    from: 'app/**',
    may: ['app/**', 'components/**', ground, ...features.map((room) => `lib/${room}/**`)],
    never: ['lib/db.ts', 'lib/**/store.ts', 'lib/**/*-store.ts'],
  },
  { from: 'proxy.ts', may: [ground, ...features.map((room) => `lib/${room}/**`)] },
  { from: 'server.ts', may: ['lib/*.ts', 'lib/{api,boot,operators}/**'] },
  { from: '{scripts,bench,e2e}/**', may: everything, never: ['app/**'] },
  { from: 'instrumentation-client.ts', may: ['components/*.tsx'] },
  { from: '*.{ts,mjs}', may: ['e2e/chromium.ts'] },
];

/** Packages that only one folder may import. */
export const packages: Record<string, string[]> = {
  '@azure/msal-node': ['lib/microsoft/**'],
  '@prisma/client': ['lib/db.ts', 'prisma/**'],
  'next-auth': ['lib/auth/**', 'components/frame/sign-out.tsx'],
  hono: ['lib/api/**', 'sandbox/**', 'app/api/**'],
};

const connectionRooms = ['lib/connections/**'];
const rotation = ['lib/boot/rotate-keys.ts', 'lib/boot/vault-check.ts'];

/**
 * Which files may contain SQL for a table: those of its owner, key rotation for sealed columns, and the readers listed
 * here.
 */
const owners: Record<string, string[]> = {
  alert_channel: ['lib/alerts/**', ...rotation],
  alert_state: ['lib/alerts/**'],
  alert_item: ['lib/alerts/**'],
  end_user_mail: ['lib/alerts/**'],
  end_user_note: ['lib/alerts/**'],
  // A token request looks up the key, its permissions and the connection in one statement.
  api_key: ['lib/keys/**', 'lib/connections/tokens/vend-lookup.ts'],
  // Rows of other tables are shown with the name of their integration.
  integration: [
    'lib/integrations/**',
    'lib/connections/**',
    'lib/keys/store.ts',
    'lib/activity/list-store.ts',
    'lib/events/store.ts',
  ],
  integration_credential: ['lib/integrations/**', ...rotation],
  // The activity list names the link and its person.
  connect_link: ['lib/links/**', ...rotation, 'lib/activity/list-store.ts'],
  // The result shown for a link may be that of this browser's own attempt.
  attempt: [...connectionRooms, ...rotation, 'lib/links/store.ts'],
  // The list of integrations counts connections by state, and the lists of links and of activity show their names.
  connection: [
    ...connectionRooms,
    ...rotation,
    'lib/integrations/store.ts',
    'lib/links/connection-store.ts',
    'lib/links/list-store.ts',
    'lib/links/store.ts',
    'lib/activity/list-store.ts',
    'lib/events/store.ts',
  ],
  opening: ['lib/embed/**'],
  picker_session: ['lib/picker/**'],
  connection_token: [...connectionRooms, ...rotation],
  connection_event: connectionRooms,
  refresh_count: connectionRooms,
  event: ['lib/events/**', 'lib/webhooks/*-store.ts'],
  webhook_endpoint: ['lib/webhooks/**', ...rotation],
  webhook_delivery: ['lib/webhooks/**'],
  webhook_attempt: ['lib/webhooks/**'],
  activity_event: ['lib/activity/**'],
  vend_count: ['lib/activity/**'],
  call_count: ['lib/usage/**'],
  audit_event: ['lib/audit/**'],
  operator: ['lib/operators/**'],
  operator_session: ['lib/operators/**'],
  operator_invitation: ['lib/operators/**'],
  notice: ['lib/notices/**'],
  environment_variable: ['lib/variables/**'],
  idempotent_answer: ['lib/api/store.ts', ...rotation],
  setting: ['lib/settings.ts', ...rotation],
};

/** The demo dates its rows back, writes the month before, and takes its rows away wherever they are. */
const demo = ['lib/demo/past.ts', 'lib/demo/history.ts', 'lib/demo/remove.ts'];
export const tables = Object.fromEntries(Object.entries(owners).map(([table, files]) => [table, [...files, ...demo]]));

export type Import = { from: string; to: string; line: number };

const aliases: [string, string, string][] = [
  ['#lib/', 'lib/', '.ts'],
  ['#components/', 'components/', '.tsx'],
  ['#prisma/', 'prisma/generated/', '.ts'],
];

/** Whether an import refers to a file of this project and not to a package. */
export function isOurs(to: string): boolean {
  return /\.(ts|tsx|mjs|css)$/.test(to) || /^(lib|app|components|sandbox|scripts|prisma|e2e|bench)\//.test(to);
}

/** Resolves an import to a file of this project or to a package name. Node's own modules are left out. */
function resolveSpecifier(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('node:')) return undefined;
  for (const [alias, folder, ending] of aliases)
    if (specifier.startsWith(alias)) return `${folder}${specifier.slice(alias.length)}${ending}`;
  if (!specifier.startsWith('.'))
    return specifier
      .split('/')
      .slice(0, specifier.startsWith('@') ? 2 : 1)
      .join('/');
  const path = normalize(join(dirname(from), specifier));
  return (
    ['', '.ts', '.tsx']
      .map((ending) => path + ending)
      .find((file) => /\.\w+$/.test(file) && existsSync(join(root, file))) ?? path
  );
}

/** All imports of a file, including type imports and dynamic ones with a constant name. */
function readImports(from: string): Import[] {
  const text = readFileSync(join(root, from), 'utf8');
  const { module } = parseSync(from, text);
  const requests = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest),
    ...module.staticExports.flatMap(({ entries }) => entries.flatMap(({ moduleRequest }) => moduleRequest ?? [])),
  ].map(({ value, start }) => ({ value, start }));
  for (const match of text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g))
    requests.push({ value: match[1] ?? '', start: match.index });
  return requests.flatMap(({ value, start }) => {
    const to = resolveSpecifier(from, value);
    return to ? [{ from, to, line: text.slice(0, start).split('\n').length }] : [];
  });
}

/** All imports of the TypeScript files that are tracked or new. */
export function readGraph(): Import[] {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.ts', '*.tsx', '*.mjs'], {
    cwd: root,
  });
  const files = listed
    .toString()
    .trim()
    .split('\n')
    .filter((file) => existsSync(join(root, file)));
  return files.flatMap(readImports);
}
