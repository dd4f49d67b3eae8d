import { CLOUD_TRAITS, REAL_CLOUDS } from '#lib/clouds';
import type { Cloud } from '#lib/microsoft/clouds';

/** The facts that decide which hosts are Microsoft's in a cloud. Only the sandbox allows plain http. */
export type HostCloud = Pick<Cloud, 'graphUrl' | 'allowsHttp'>;

/** The sandbox's own hosts for SharePoint, OneDrive and Outlook. */
const sandboxDomains = {
  byParameter: ['sharepoint.localhost', 'outlook.office.localhost'],
  whole: ['my.microsoftpersonalcontent.localhost'],
} as const;

const isBelow = (hostname: string, domains: readonly string[]) =>
  domains.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`));

const parameter = /[?&](tempauth|tempauthtoken|authtoken)=[^&]/i;

type Kind = 'by-parameter' | 'whole';

function domainsOf({ graphUrl, allowsHttp }: HostCloud) {
  if (allowsHttp) return sandboxDomains;
  const cloud = REAL_CLOUDS.find((id) => CLOUD_TRAITS[id].graphUrl === graphUrl);
  return cloud && CLOUD_TRAITS[cloud].contentDomains;
}

function kindOf(url: URL, cloud: HostCloud): Kind | undefined {
  const domains = domainsOf(cloud);
  const { protocol, port } = cloud.allowsHttp ? new URL(cloud.graphUrl) : { protocol: 'https:', port: '' };
  if (!domains) return undefined;
  if (url.protocol !== protocol || url.port !== port || url.username || url.password) return undefined;
  if (isBelow(url.hostname, domains.whole)) return 'whole';
  return isBelow(url.hostname, domains.byParameter) ? 'by-parameter' : undefined;
}

/** Whether an address is on a host from which Microsoft serves file contents in a cloud. */
export function isContentHost(url: URL, cloud: HostCloud): boolean {
  return kindOf(url, cloud) !== undefined;
}

/**
 * Whether a URL is its own credential, like those of upload sessions and downloads. It is called without the bearer
 * token, which such hosts refuse ("Upload large files with an upload session", Graph documentation).
 */
export function isPreauthenticated({ origin, path }: { origin: string; path: string }, cloud: HostCloud): boolean {
  const kind = kindOf(new URL(origin), cloud);
  return kind === 'whole' || (kind === 'by-parameter' && parameter.test(path));
}

/** The path of a call for the Activity page. If the path itself is the credential, only its first part. */
export function recordedPath({ origin, path }: { origin: string; path: string }, cloud: HostCloud): string {
  const [bare = ''] = path.split('?', 1);
  if (kindOf(new URL(origin), cloud) !== 'whole') return bare;
  return bare.replace(/^(\/[^/]*\/).+$/, '$1…');
}
