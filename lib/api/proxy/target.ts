import { canonicalResource } from '#lib/microsoft/sharepoint-origin';
import { ApiError } from '../errors.ts';
import { checkPath, type Endpoint } from './endpoint.ts';
import { type HostCloud, isPreauthenticated } from './preauthenticated.ts';

/**
 * The target of a call, and which token it takes. `sharepoint` stands for any other host, which must be one of the
 * connection's own. A pre-authenticated URL takes no token: its audience is `none`.
 */
export type Target = {
  audience: 'graph' | 'sharepoint' | 'none';
  origin: string;
  /** Path with query, as sent. */
  path: string;
};

type Address = { origin: string; path: string };

const graphName = 'https://graph.microsoft.com';
/** Only a host name: no user-info, and no IP address in brackets. */
const plainOrigin = /^https?:\/\/[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?$/;
const base = /^(https?:\/\/[^/?#\\]*)(\/[^?#]*)?$/i;

/** The refusal of a host that is not one of the connection's. */
export function hostRefused(): ApiError {
  const message =
    "Only Microsoft Graph of the connection's cloud, the SharePoint hosts that Graph named for it or that it has had a token for, and the pre-authenticated addresses that Microsoft hands out can be called.";
  return new ApiError(400, 'base_url_override_not_allowed', { message });
}

function readBase(override: string): Address {
  const [, origin, path = ''] = base.exec(override) ?? [];
  if (!origin) throw hostRefused();
  checkPath(path || '/');
  return { origin: origin.toLowerCase(), path: path.replace(/\/+$/, '') };
}

/**
 * Microsoft's Graph client treats every address that is not https as a path of Graph. The sandbox returns http
 * addresses (next links, upload sessions), which therefore arrive with Graph's version in front: /v1.0/http://….
 */
const nested = /^\/(?:v1\.0|beta)\/(http:\/\/[^/?\\]*)(.*)$/i;

function unnest({ origin, path }: Endpoint): Endpoint {
  const [, inner, rest = ''] = origin === undefined || origin === graphName ? (nested.exec(path) ?? []) : [];
  if (!inner) return { origin, path };
  const rooted = rest.startsWith('/') ? rest : `/${rest}`;
  checkPath(rooted);
  return { origin: inner.toLowerCase(), path: rooted };
}

/** Where the Graph of a cloud lies: its origin, and the path that comes before every path of Graph's. */
type GraphPlace = { origin: string; root: string };

const graphPlaces = new Map<string, GraphPlace>();

/** Reads the place of a cloud's Graph, once for each address. */
export function graphPlaceOf({ graphUrl }: Pick<HostCloud, 'graphUrl'>): GraphPlace {
  const known = graphPlaces.get(graphUrl);
  if (known) return known;
  const { origin, pathname } = new URL(graphUrl);
  const place = { origin, root: pathname.replace(/\/$/, '') };
  graphPlaces.set(graphUrl, place);
  return place;
}

function addressOf(endpoint: Endpoint, override: string): Address {
  if (endpoint.origin) return { origin: endpoint.origin, path: endpoint.path };
  const { origin, path } = override ? readBase(override) : { origin: graphName, path: '' };
  return { origin, path: `${path}${endpoint.path}` };
}

/**
 * Resolves the URL of a call. Origins are compared in canonical form, so no other host is accepted. graph.microsoft.com
 * stands for the Graph of the connection's cloud.
 * @throws ApiError 400 `base_url_override_not_allowed`
 */
export function resolveTarget(wanted: { endpoint: Endpoint; override: string; cloud: HostCloud }): Target {
  const endpoint = wanted.cloud.allowsHttp ? unnest(wanted.endpoint) : wanted.endpoint;
  const { origin: written, path } = addressOf(endpoint, wanted.override);
  const origin = written === graphName ? written : canonicalResource(written);
  const graph = graphPlaceOf(wanted.cloud);
  const { root } = graph;
  if (origin === graphName) return { audience: 'graph', origin: graph.origin, path: `${root}${path}` };
  if (origin === graph.origin) {
    if (!path.startsWith(`${root}/`)) throw hostRefused();
    return { audience: 'graph', origin, path };
  }
  const isSecure = origin.startsWith('https://') || wanted.cloud.allowsHttp;
  const isPlain = plainOrigin.test(origin) && URL.canParse(origin) && new URL(origin).origin === origin;
  if (!isSecure || !isPlain) throw hostRefused();
  const audience = isPreauthenticated({ origin, path }, wanted.cloud) ? 'none' : 'sharepoint';
  return { audience, origin, path };
}
