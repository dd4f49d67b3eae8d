import { CLOUD_TRAITS } from '#lib/clouds';

/** The target of a pasted call. */
export type Request = { method?: string; url: string; body?: unknown };

/** The API that an address belongs to, and the path there without host, version and query. */
export type Address = { service: 'graph' | 'sharepoint'; path: string };

const clouds = Object.values(CLOUD_TRAITS);
const graphHosts = [...clouds.map(({ graphUrl }) => new URL(graphUrl).hostname), 'canary.graph.microsoft.com'];
const sharePointDomains = clouds.flatMap((cloud) => cloud.sharePointDomains);

const absolute = /^https?:\/+(?:[^/@]*@)?([^/?#:]+)(?::\d+)?(\/.*)?$/is;
const version = /^\/(?:v1\.0|beta)(?=\/|$)/i;
/** First segments of Graph's paths, to recognize a path that was written without a leading slash and version. */
const roots =
  /^(me|users|groups|sites|drives?|shares|teams|chats|planner|applications|serviceprincipals|organization|communications|subscriptions|search|devices|directory\w*|domains|places|contacts|auditlogs|reports|invitations|subscribedskus|oauth2permissiongrants|education|identity\w*|rolemanagement|policies|security|devicemanagement|deviceappmanagement|solutions|print|external|storage|appcatalogs|teamwork|\$batch)(?=[/?(:#]|$)/i;

function withoutQuery(path: string): string {
  // A question mark or hash in quotes belongs to a key or an argument.
  const [plain = ''] = /^(?:'[^']*'|[^?#'])*/.exec(path) ?? [];
  return path[plain.length] === "'" ? path.replace(/[?#].*$/s, '') : plain;
}

function below(path: string): Address {
  const api = path.search(/\/_api(?=\/|$)/i);
  if (api >= 0) return { service: 'sharepoint', path: path.slice(api) };
  return { service: 'graph', path: path.replace(version, '') || '/' };
}

/** An address behind our proxy, or Nango's: `…/proxy/v1.0/me`, `…/proxy/https://contoso.sharepoint.com/_api/web`. */
function behindProxy(path: string): Address | undefined {
  const [, rest] = /^(?:\/[\w-]+)*?\/proxy(?=\/)(\/.*)$/is.exec(path) ?? [];
  if (rest === undefined) return undefined;
  const [, inner] = /^\/https?:\/+[^/]+(\/.*)$/is.exec(rest) ?? [];
  return below(inner ?? rest);
}

function ofHost(host: string, path: string): Address | undefined {
  if (graphHosts.includes(host)) return below(path);
  if (sharePointDomains.some((domain) => host.endsWith(`.${domain}`))) {
    const address = below(path);
    return address.service === 'sharepoint' ? address : undefined;
  }
  const proxied = behindProxy(path);
  if (proxied !== undefined) return proxied;
  // The host may be a gateway, a mock or the sandbox. They all keep Graph's version in the path.
  return version.test(path) || /\/_api\//i.test(path) ? below(path) : undefined;
}

/** The longest address that is read. Servers refuse longer ones. */
const longestAddress = 8_192;

/** Reads a whole URL or a path; undefined for anything that is not an address of Graph or SharePoint. */
export function readAddress(written: string): Address | undefined {
  if (written.length > longestAddress) return undefined;
  const [, host, rest = '/'] = absolute.exec(written) ?? [];
  if (host !== undefined) return ofHost(host.toLowerCase(), withoutQuery(rest));
  const path = withoutQuery(written);
  const proxied = behindProxy(path);
  if (proxied !== undefined) return proxied;
  if (/^\/[^/\s]/.test(path)) return below(path);
  if (/^(v1\.0|beta|_api)\//i.test(path) || roots.test(path)) return below(`/${path}`);
  return undefined;
}
