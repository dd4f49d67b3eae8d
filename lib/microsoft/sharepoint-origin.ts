import { cloudTraits, isSandbox } from '#lib/clouds';
import type { Cloud } from './clouds.ts';

// A host with other characters than letters, digits, dots and a port is a different spelling of another host, or
// invalid.
const address = /^(https?):\/\/([a-z0-9.-]+?)\.?(?::(\d{1,5}))?(\/[^?#\\\s]*)?$/i;
const defaultPorts: Readonly<Record<string, number>> = { https: 443, http: 80 };

/**
 * The canonical form of a resource's address: scheme and host in lower case, without a default port, a dot at the
 * host's end or a slash at the address's end (RFC 6454 section 4, RFC 3986 section 6.2). Other texts are returned
 * unchanged.
 */
export function canonicalResource(resource: string): string {
  const [, scheme = '', host = '', port = '', path = ''] = address.exec(resource) ?? [];
  if (!host) return resource.replace(/\/$/, '');
  const name = scheme.toLowerCase();
  const isDefault = port === '' || Number(port) === defaultPorts[name];
  return `${name}://${host.toLowerCase()}${isDefault ? '' : `:${Number(port)}`}${path.replace(/\/$/, '')}`;
}

type Where = Pick<Cloud, 'id' | 'loginUrl' | 'graphUrl'>;
type Domain = { scheme: string; suffix: string; ports: readonly string[] };

function domainsOf({ id, loginUrl, graphUrl }: Where): Domain[] {
  const real = cloudTraits(id).sharePointDomains.map((suffix) => ({ scheme: 'https:', suffix, ports: [''] }));
  if (!isSandbox(id)) return real;
  const ports = [loginUrl, graphUrl].map((url) => new URL(url).port);
  return [{ scheme: 'http:', suffix: 'sharepoint.localhost', ports }, ...real];
}

// `xn--` marks names with non-ASCII letters, which Microsoft gives to no tenant.
const label = /^(?!xn--)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

function labelOf(origin: string, cloud: Where): { name: string; rest: string } | undefined {
  if (!URL.canParse(origin)) return undefined;
  const url = new URL(origin);
  if (url.origin !== origin) return undefined;
  for (const { scheme, suffix, ports } of domainsOf(cloud)) {
    const name = url.hostname.endsWith(`.${suffix}`) ? url.hostname.slice(0, -suffix.length - 1) : '';
    if (url.protocol === scheme && ports.includes(url.port) && label.test(name))
      return { name, rest: origin.slice(scheme.length + 2 + name.length) };
  }
  return undefined;
}

/** Whether a canonical address is the origin of a SharePoint host of this cloud: `https://{name}.sharepoint.com`. */
export function isSharePointOrigin(origin: string, cloud: Where): boolean {
  return labelOf(origin, cloud) !== undefined;
}

const my = '-my';

/** The root host that a `-my` host implies, and the reverse; Entra has to confirm it. Undefined for other hosts. */
export function counterpartOf(origin: string, wanted: 'root' | 'my', cloud: Where): string | undefined {
  const found = labelOf(origin, cloud);
  if (!found || found.name.endsWith(my) !== (wanted === 'root')) return undefined;
  const name = wanted === 'root' ? found.name.slice(0, -my.length) : `${found.name}${my}`;
  return `${new URL(origin).protocol}//${name}${found.rest}`;
}
