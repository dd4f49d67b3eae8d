import type { ServiceId } from './entra/services.ts';

export const ENDPOINTS = ['token', 'graph', 'sharepoint', 'authorize', 'adminconsent', 'discovery', 'keys'] as const;
export type Endpoint = (typeof ENDPOINTS)[number];

export interface RequestFacts {
  endpoint: Endpoint;
  method: string;
  path: string;
  host?: string | undefined;
  clientId?: string | undefined;
  grantType?: string | undefined;
  /** The audience that the request names. */
  resource?: string | undefined;
  /** The service behind that audience. */
  service?: ServiceId | undefined;
  /** All refresh tokens that descend from one sign-in share this. */
  family?: string | undefined;
}

interface Recorded extends RequestFacts {
  at: string;
  status?: number;
  durationMs?: number;
}

const KEPT = 200;

/** Counts requests, and how many were open at the same time. Stores no codes, tokens or secrets. */
export class Recorder {
  #last: Recorded[] = [];
  #counts = new Map<string, number>();
  #open = new Map<string, number>();
  #openMax = new Map<string, number>();

  reset(): void {
    this.#last = [];
    this.#counts.clear();
    this.#openMax.clear();
  }

  async track(facts: RequestFacts, handle: () => Promise<Response>): Promise<Response> {
    const started = Date.now();
    const entry: Recorded = { at: new Date(started).toISOString(), ...facts };
    this.#last = [...this.#last.slice(1 - KEPT), entry];
    const keys = countKeys(facts);
    for (const key of keys) this.#enter(key);
    try {
      const response = await handle();
      entry.status = response.status;
      return response;
    } finally {
      entry.durationMs = Date.now() - started;
      for (const key of keys) this.#open.set(key, (this.#open.get(key) ?? 1) - 1);
    }
  }

  report() {
    const perFamily = this.#under(this.#openMax, 'token family ');
    return {
      token: {
        total: this.#counts.get('token') ?? 0,
        byGrantType: this.#under(this.#counts, 'token grant_type '),
        byResource: this.#under(this.#counts, 'token resource '),
        byFamily: this.#under(this.#counts, 'token family '),
        inFlightMax: { overall: this.#openMax.get('token') ?? 0, perFamily: Math.max(0, ...Object.values(perFamily)) },
      },
      graph: { total: this.#counts.get('graph') ?? 0, byPath: this.#under(this.#counts, 'graph path ') },
      sharepoint: { total: this.#counts.get('sharepoint') ?? 0, byHost: this.#under(this.#counts, 'sharepoint host ') },
      authorize: { total: this.#counts.get('authorize') ?? 0 },
      requests: this.#last,
    };
  }

  #enter(key: string): void {
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    const open = (this.#open.get(key) ?? 0) + 1;
    this.#open.set(key, open);
    this.#openMax.set(key, Math.max(open, this.#openMax.get(key) ?? 0));
  }

  #under(map: Map<string, number>, prefix: string): Record<string, number> {
    const entries = [...map].filter(([key]) => key.startsWith(prefix));
    return Object.fromEntries(entries.map(([key, count]) => [key.slice(prefix.length), count]));
  }
}

function countKeys(facts: RequestFacts): string[] {
  const { endpoint } = facts;
  const named: [string, string | undefined][] =
    endpoint === 'token'
      ? [
          ['grant_type', facts.grantType],
          ['resource', facts.resource],
          ['family', facts.family],
        ]
      : [
          ['path', endpoint === 'graph' ? facts.path : undefined],
          ['host', endpoint === 'sharepoint' ? facts.host : undefined],
        ];
  const detailed = named.flatMap(([name, value]) => (value === undefined ? [] : [`${endpoint} ${name} ${value}`]));
  return [endpoint, ...detailed];
}
