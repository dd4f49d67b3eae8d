import { findScope } from '#lib/catalogue/scopes';
import type { CallRow } from './calls/read-table.ts';
import type { PastedCall } from './parse.ts';
import { wordOf } from './path.ts';
import { isResourceSpecific } from './wider.ts';

/** The note for every call of `/me` that an application can make by another path. */
export const NO_ME = 'Without a person there is no /me: an application calls /users/{id} in its place.';

type Noted = { root: string; row: CallRow; least: string; segments: readonly string[] };

const basics: Readonly<Record<string, string>> = {
  'Mail.ReadBasic':
    'Mail.ReadBasic leaves out the body, its preview and attachments. Take Mail.Read where your product needs them.',
  'Calendars.ReadBasic':
    'Calendars.ReadBasic leaves out bodies and attachments, and only an admin can grant it; Calendars.Read has them, and where the tenant lets people decide, they can grant it themselves.',
  'Chat.ReadBasic': 'Chat.ReadBasic shows chats and their members, no messages: Chat.Read does.',
  'User.ReadBasic.All':
    'User.ReadBasic.All shows names, address and photo. Other properties, and filters on them, take User.Read.All.',
};

/**
 * What a permission leaves out that is easily missed, whether a person or an application asks with it; undefined where
 * nothing is.
 */
export function leftOut(permission: string): string | undefined {
  return basics[permission] ?? basics[permission.replace(/\.All$/, '')];
}

function sharedNote({ root, least }: Noted): string | undefined {
  if (root !== 'users' || !/^(Mail|Calendars|Contacts|Tasks)\./.test(least)) return undefined;
  const shared = `${least.replace('ReadBasic', 'Read')}.Shared`;
  if (!findScope('graph', shared)) return undefined;
  return `For what somebody else shared with the person, it is ${shared}.`;
}

function ownDriveNote({ root, least, segments }: Noted): string | undefined {
  if (!/^Files\.Read(Write)?$/.test(least)) return undefined;
  const isOwn = root === 'me' || root === 'drive';
  if (isOwn || !segments.some((segment) => /^(drives?|shares)$/.test(wordOf(segment)))) return undefined;
  return `${least} opens the person’s own OneDrive. For files of others, of sites and groups take ${least}.All.`;
}

function selectedNote({ root, row }: Noted): string | undefined {
  if (root === 'sites' && row.delegated.some((name) => /^Sites\.Read/.test(name)))
    return 'Sites.Selected instead reaches only sites for which an admin has released this app, one by one.';
  return undefined;
}

function applicationNotes({ root, row }: Noted): string[] {
  const [first, askable] = row.application;
  const notes: string[] = [];
  if (first && root === 'me') notes.push(NO_ME);
  if (first && isResourceSpecific(first))
    notes.push(
      `${first} is granted team by team or chat by chat, with a Teams app (resource-specific consent).${askable ? ` In a whole tenant it is ${askable}.` : ''}`,
    );
  if (first === 'Teamwork.Migrate.All')
    notes.push('Teamwork.Migrate.All only imports messages of the past. Without a person nothing can be sent.');
  if (!first && row.delegated.length > 0 && root !== 'me' && !row.note)
    notes.push('Microsoft’s table names no application permission for it.');
  return notes;
}

/** The notes about a call's answer. */
export function notesOn(pasted: PastedCall, segments: readonly string[], row: CallRow | undefined): string[] {
  if (pasted.path === null)
    return [
      'This is no call that can be read. Write a method and a path, such as GET /me/messages, or paste a whole URL.',
    ];
  const assumed = pasted.isMethodAssumed ? ['No method is written; it is taken for GET.'] : [];
  if (!row) return [...assumed, 'None of our tables has this call.'];
  const [least = ''] = row.delegated;
  const noted = { root: wordOf(segments[0] ?? ''), row, least, segments };
  const found = [row.note, leftOut(least), sharedNote(noted), ownDriveNote(noted), selectedNote(noted)];
  return [...assumed, ...found.filter((note) => note !== undefined), ...applicationNotes(noted)];
}
