/** The scopes of a key, named as in Nango. `allows` also takes `environment:*` and groups of them. */
export const scopeNames = [
  'environment:integrations:list',
  'environment:integrations:list_credentials',
  'environment:integrations:read',
  'environment:integrations:read_credentials',
  'environment:integrations:create',
  'environment:integrations:update',
  'environment:integrations:delete',
  'environment:connections:list',
  'environment:connections:list_credentials',
  'environment:connections:read',
  'environment:connections:read_credentials',
  'environment:connections:create',
  'environment:connections:update',
  'environment:connections:delete',
  'environment:connect_sessions:write',
  'environment:proxy',
  'environment:variables:read',
  'environment:logs:read',
  'environment:events:read',
  'environment:webhooks:read',
  'environment:webhooks:write',
] as const;
export type Scope = (typeof scopeNames)[number];

export const everything = 'environment:*';

/** Permission to read the secrets of an object includes permission to read the object. */
const impliedBy: Partial<Record<Scope, Scope>> = {
  'environment:integrations:list': 'environment:integrations:list_credentials',
  'environment:integrations:read': 'environment:integrations:read_credentials',
  'environment:connections:list': 'environment:connections:list_credentials',
  'environment:connections:read': 'environment:connections:read_credentials',
};

function isNamed(scopes: readonly string[], scope: Scope): boolean {
  if (scopes.includes(scope)) return true;
  const group = `${scope.slice(0, scope.lastIndexOf(':'))}:*`;
  return group !== everything && scopes.includes(group);
}

/** Whether a key with these scopes may do something that requires `scope`. */
export function allows(scopes: readonly string[], scope: Scope): boolean {
  if (scopes.includes(everything) || isNamed(scopes, scope)) return true;
  const wider = impliedBy[scope];
  return wider !== undefined && isNamed(scopes, wider);
}

/** Combinations that fit most keys. Other keys get their scopes one by one. */
export const scopePresets = [
  { id: 'full', title: 'Full access', description: 'Everything the API can do.', scopes: [everything] },
  {
    id: 'backend',
    title: 'Product backend',
    description: 'Tokens, proxy, connections and connect sessions; integrations can be read but not changed.',
    scopes: [
      'environment:integrations:list',
      'environment:integrations:read',
      'environment:connections:*',
      'environment:connect_sessions:write',
      'environment:proxy',
      'environment:variables:read',
      'environment:events:read',
    ],
  },
  {
    id: 'vend',
    title: 'Tokens only',
    description: 'Read one connection at a time with its tokens.',
    scopes: ['environment:connections:read_credentials'],
  },
  {
    id: 'proxy',
    title: 'Proxy only',
    description: 'Call Microsoft through the proxy; no token is ever handed out.',
    scopes: ['environment:proxy'],
  },
  {
    id: 'read',
    title: 'Read only, no secrets',
    description: 'List and read integrations and connections, without any token or secret.',
    scopes: [
      'environment:integrations:list',
      'environment:integrations:read',
      'environment:connections:list',
      'environment:connections:read',
    ],
  },
] as const;
