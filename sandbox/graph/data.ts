import type { Account } from '../accounts.ts';
import { type Hosting, sharePointOrigin } from '../sharepoint/hosts.ts';
import { findTenant } from '../tenants.ts';

export function userOf(account: Account) {
  return {
    businessPhones: [],
    displayName: account.name,
    givenName: account.givenName,
    jobTitle: account.jobTitle || null,
    mail: account.username,
    mobilePhone: null,
    officeLocation: null,
    preferredLanguage: null,
    surname: account.surname,
    userPrincipalName: account.guest?.upn ?? account.username,
    id: account.kind === 'personal' ? account.oid.replaceAll('-', '').slice(16) : account.oid,
  };
}

/** The address of an account's drive: on the tenant's `-my` host, or OneDrive's own site for personal accounts. */
function driveUrl(account: Account, at: Hosting): string {
  const tenant = findTenant(account.tid);
  if (!tenant) return `https://onedrive.live.com/?cid=${cidOf(account)}`;
  const folder = account.username.replaceAll(/[^a-z0-9]/g, '_');
  return `${sharePointOrigin(tenant, 'my', at)}/personal/${folder}/Documents`;
}

function cidOf(account: Account): string {
  return account.oid.replaceAll('-', '').slice(16);
}

export function driveId(account: Account): string {
  if (account.kind === 'personal') return cidOf(account);
  return `b!${Buffer.from(account.oid.replaceAll('-', ''), 'hex').toString('base64url')}`;
}

export function driveOf(account: Account, at: Hosting) {
  return {
    '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#drives/$entity',
    id: driveId(account),
    driveType: account.kind === 'personal' ? 'personal' : 'business',
    name: 'OneDrive',
    webUrl: driveUrl(account, at),
    owner: { user: { displayName: account.name, id: account.oid, email: account.username } },
    quota: { deleted: 0, remaining: 1_099_510_000_000, state: 'normal', total: 1_099_511_627_776, used: 1_627_776 },
  };
}

const names = [
  'Budget 2027.xlsx',
  'Campaign photos',
  'Contract draft.docx',
  'Customer list.xlsx',
  'Floor plan.pdf',
  'Handbook.docx',
  'Holiday calendar.xlsx',
  'Interview notes.docx',
  'Invoices',
  'Kick-off slides.pptx',
  'Logo.svg',
  'Meeting notes.docx',
  'Offer letter.docx',
  'Old projects',
  'Packing list.xlsx',
  'Price list.xlsx',
  'Quarterly report.docx',
  'Recordings',
  'Roadmap.pptx',
  'Site survey.pdf',
  'Supplier contacts.xlsx',
  'Training plan.docx',
  'Travel.pdf',
  'Workshop.pptx',
];

const libraryNames = ['Brand guide.docx', 'Forecast.xlsx', 'Minutes', 'Press photo.jpg', 'Templates', 'Vendors.xlsx'];

/** What is in folders, by their paths, each folder before its contents. */
const inFolders = [
  'Campaign photos/Booth.jpg',
  'Invoices/2026',
  'Invoices/2026/Invoice 1001.pdf',
  'Invoices/Template.docx',
  'Minutes/January.docx',
  'Minutes/February.docx',
  'Templates/Contracts',
  'Templates/Contracts/Supply contract.docx',
  'Templates/Letter.docx',
];

/** A drive before anybody changed it. */
export type Origin = { id: string; type: 'personal' | 'business' | 'documentLibrary'; url: string; names: string[] };

/** The drive of an account. */
export function originOf(account: Account, at: Hosting): Origin {
  const type = account.kind === 'personal' ? 'personal' : 'business';
  return { id: driveId(account), type, url: driveUrl(account, at), names };
}

/** The drive of a site's document library. */
export function libraryOrigin({ driveId: id, webUrl: url }: { driveId: string; webUrl: string }): Origin {
  return { id, type: 'documentLibrary', url, names: libraryNames };
}

const split = (path: string) => {
  const at = path.lastIndexOf('/');
  return { parent: at < 0 ? undefined : path.slice(0, at), name: path.slice(at + 1) };
};

/** The invented contents of a drive, always the same: what is at its root, then what is in its folders. */
export function itemsOf({ id: drive, type, url, names: all }: Origin) {
  const paths = [...all, ...inFolders.filter((path) => all.some((name) => path.startsWith(`${name}/`)))];
  const idOf = (path: string) => {
    const text = `${paths.indexOf(path)}-${drive.slice(-8)}`;
    return `01${Buffer.from(text).toString('hex').toUpperCase()}`;
  };
  return paths.map((path, index) => {
    const { parent, name } = split(path);
    const changed = new Date(Date.UTC(2026, 0, 5 + index * 9, 9, 30)).toISOString();
    const folder = { childCount: paths.filter((other) => split(other).parent === path).length };
    const root = { driveId: drive, driveType: type, path: '/drive/root:' };
    return {
      id: idOf(path),
      name,
      webUrl:
        type === 'personal' ? `${url}&id=${index}` : `${url}/${path.split('/').map(encodeURIComponent).join('/')}`,
      createdDateTime: changed,
      lastModifiedDateTime: changed,
      parentReference: parent === undefined ? root : { ...root, id: idOf(parent), path: `/drive/root:/${parent}` },
      size: name.includes('.') ? 12_000 + index * 731 : 0,
      ...(name.includes('.') ? { file: { mimeType: mimeType(name) } } : { folder }),
    };
  });
}

export function mimeType(name: string): string {
  const types: Record<string, string> = {
    docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    pdf: 'application/pdf',
    svg: 'image/svg+xml',
    jpg: 'image/jpeg',
  };
  return types[name.split('.').pop() ?? ''] ?? 'application/octet-stream';
}
