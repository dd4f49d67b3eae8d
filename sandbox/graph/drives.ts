import { randomUUID } from 'node:crypto';
import type { Account } from '../accounts.ts';
import type { Hosting } from '../sharepoint/hosts.ts';
import { itemsOf, libraryOrigin, mimeType, type Origin, originOf } from './data.ts';

type Invented = ReturnType<typeof itemsOf>[number];

export type DriveItem = Omit<Invented, 'file' | 'folder' | 'parentReference'> & {
  eTag: string;
  /** `id` is that of the folder; at the root there is none. */
  parentReference: { driveId: string; driveType: string; path: string; id?: string };
  file?: { mimeType: string };
  folder?: { childCount: number };
};

/** A drive: the invented items with the changes made since the start, in memory only. */
export class Drive {
  readonly #origin: Origin;
  readonly #contents = new Map<string, Buffer>();
  #items: DriveItem[];

  constructor(origin: Origin) {
    this.#origin = origin;
    this.#items = itemsOf(origin).map((item) => ({ ...item, eTag: newTag(item.id) }));
  }

  /** What is in a folder; without an id, what is at the root. */
  list(folder?: string): DriveItem[] {
    return this.#items.filter(({ parentReference }) => parentReference.id === folder);
  }

  find(id: string): DriveItem | undefined {
    return this.#items.find((item) => item.id === id);
  }

  /** By the name of something at the root. */
  findByName(name: string): DriveItem | undefined {
    return this.list().find((item) => item.name.toLowerCase() === name.toLowerCase());
  }

  /** The content of an invented item is its repeated name. Of large uploads only the size is stored. */
  contentOf(item: DriveItem): Buffer {
    return this.#contents.get(item.id) ?? Buffer.alloc(item.size, `${item.name}\n`);
  }

  /** Writes a file with that name, creating it if necessary. */
  write(name: string, content: { bytes: Buffer } | { size: number }): { item: DriveItem; isNew: boolean } {
    const found = this.findByName(name);
    const item = found ?? this.#create(name, { file: { mimeType: mimeType(name) } });
    if ('bytes' in content) this.#contents.set(item.id, content.bytes);
    else this.#contents.delete(item.id);
    const size = 'bytes' in content ? content.bytes.length : content.size;
    return { item: this.#change(item, { size }), isNew: !found };
  }

  createFolder(name: string): DriveItem {
    return this.#create(name, { folder: { childCount: 0 } });
  }

  rename(item: DriveItem, name: string): DriveItem {
    return this.#change(item, { name });
  }

  remove(item: DriveItem): void {
    for (const inside of this.list(item.id)) this.remove(inside);
    this.#items = this.#items.filter((one) => one !== item);
    this.#contents.delete(item.id);
  }

  #create(name: string, kind: { file: { mimeType: string } } | { folder: { childCount: number } }): DriveItem {
    const now = new Date().toISOString();
    const id = `01${randomUUID().replaceAll('-', '').toUpperCase()}`;
    const { id: driveId, type: driveType, url } = this.#origin;
    const webUrl = `${url}/${encodeURIComponent(name)}`;
    const parentReference = { driveId, driveType, path: '/drive/root:' };
    const times = { createdDateTime: now, lastModifiedDateTime: now };
    const item = { id, name, webUrl, ...times, parentReference, size: 0, ...kind, eTag: newTag(id) };
    this.#items = [...this.#items, item];
    return item;
  }

  #change(item: DriveItem, changes: { name?: string; size?: number }): DriveItem {
    return Object.assign(item, changes, { lastModifiedDateTime: new Date().toISOString(), eTag: newTag(item.id) });
  }
}

const newTag = (id: string) => `"{${id.slice(0, 8)}-${randomUUID().slice(9)}},1"`;

/** An upload under way; Graph's upload sessions take their parts one after another. */
export type Upload = { drive: Drive; name: string; conflict: string; parts: Buffer[]; received: number };

/** All drives and upload sessions of this run. */
export class Drives {
  readonly #at: Hosting;
  readonly #drives = new Map<string, Drive>();
  readonly uploads = new Map<string, Upload>();

  constructor(at: Hosting) {
    this.#at = at;
  }

  of(account: Account): Drive {
    const drive = this.#drives.get(account.oid) ?? new Drive(originOf(account, this.#at));
    this.#drives.set(account.oid, drive);
    return drive;
  }

  /** The drive of a site's document library. */
  ofLibrary(library: { driveId: string; webUrl: string }): Drive {
    const drive = this.#drives.get(library.driveId) ?? new Drive(libraryOrigin(library));
    this.#drives.set(library.driveId, drive);
    return drive;
  }

  reset(): void {
    this.#drives.clear();
    this.uploads.clear();
  }
}
