import type { Context } from 'hono';
import type { Account } from '../accounts.ts';
import { clouds } from '../clouds.ts';
import type { Tenant } from '../tenants.ts';
import type { Sandbox, SandboxEnv } from '../world.ts';

/** One Graph request after its token was accepted. */
export interface Call {
  method: string;
  /** Below `/v1.0`, decoded, without query. */
  path: string;
  query: URLSearchParams;
  headers: Headers;
  body: () => Promise<Buffer>;
  /** The values of the pattern's groups. */
  groups: Record<string, string>;
  context: Context<SandboxEnv>;
  sandbox: Sandbox;
  account: Account;
  tenant: Tenant | undefined;
  scopes: string[];
  /** Whose token it is. */
  clientId: string;
}

/** A request that may come from an app without a user: then `account` is missing, and `scopes` are the app's roles. */
export type AnyCall = Omit<Call, 'account'> & { account: Account | undefined };

/** An operation that both users and apps without a user may call. */
export interface AnyOperation {
  methods: string[];
  path: RegExp;
  scopes: RegExp;
  refusal: Operation['refusal'];
  /** Among users, only administrators have this right themselves. */
  onlyAdmins?: boolean;
  handle: (call: AnyCall) => Response | Promise<Response>;
}

export interface Operation {
  methods: string[];
  path: RegExp;
  /** One of these is needed. */
  scopes: RegExp;
  refusal: 'Authorization_RequestDenied' | 'accessDenied';
  handle: (call: Call) => Response | Promise<Response>;
}

/** Keeps the properties of a value that `$select` names; all of them without `$select`. */
export function select({ query }: Pick<Call, 'query'>, value: Record<string, unknown>): Record<string, unknown> {
  const names = query.get('$select')?.split(',');
  if (!names) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => name.startsWith('@') || names.includes(name)));
}

/** The `@odata.context` of an answer, with the address of the Graph that is imitated. */
export function contextOf({ sandbox }: Pick<Call, 'sandbox'>, type: string): string {
  return `${clouds[sandbox.cloud].graph}/v1.0/$metadata#${type}`;
}
