import type { PermissionType } from '#lib/catalogue/types';
import type { CallRow } from './calls/read-table.ts';
import { notesOn } from './notes.ts';
import type { PastedCall } from './parse.ts';
import { readPath } from './path.ts';
import { findRow, templateOf } from './table.ts';
import { levelOf, withWider } from './wider.ts';

/** The least permission, null if there is none or none is known, and the other sufficient ones, narrowest first. */
type Serving = { least: string | null; others: string[] };

/** What one call needs. */
export type CallAnswer = Pick<PastedCall, 'call' | 'method' | 'path' | 'service'> & {
  /** Whether one of the tables contains the call. */
  isKnown: boolean;
  /** The path with `{id}` for every id; null if no path was read. */
  template: string | null;
  delegated: Serving;
  /** Delegated, with a personal Microsoft account. */
  personal: { least: string | null };
  application: Serving;
  /** Remarks for the reader, as sentences. */
  notes: string[];
  /** Microsoft's page about such calls; null if the answer is known. */
  documentation: string | null;
};

function serving(names: readonly string[], type: PermissionType): Serving {
  const [least = null, ...rest] = names;
  const others = withWider(names, type).filter((name) => name !== least);
  const order = new Map(rest.map((name, index) => [name, index]));
  others.sort((a, b) => levelOf(a, type) - levelOf(b, type) || (order.get(a) ?? 99) - (order.get(b) ?? 99));
  return { least, others };
}

const nothing = { delegated: [], personal: [], application: [] };

/** The permission for a subscription depends on the watched resource, that for a search on its entity types. */
function rowOf({ method, path, about }: PastedCall, segments: readonly string[]): CallRow | undefined {
  const asked = method ?? '';
  if (about !== undefined && /^\/subscriptions$/i.test(path ?? '')) {
    const watched = readPath(about.replace(/[?#].*$/s, ''));
    return findRow('SUBSCRIBE', watched) ?? findRow('GET', watched) ?? findRow(asked, segments);
  }
  return (about === undefined ? undefined : findRow(asked, [...segments, about])) ?? findRow(asked, segments);
}

function documentationOf({ service }: PastedCall, template: string | null): string {
  if (service === 'sharepoint')
    return 'https://learn.microsoft.com/sharepoint/dev/sp-add-ins/get-to-know-the-sharepoint-rest-service';
  if (template === null) return 'https://learn.microsoft.com/graph/use-the-api';
  const words = template.split('/').filter((word) => word !== '' && !word.startsWith('{'));
  if (words.length === 0) return 'https://learn.microsoft.com/graph/permissions-reference';
  return `https://learn.microsoft.com/search/?scope=Microsoft%20Graph&terms=${encodeURIComponent(words.join(' '))}`;
}

/**
 * The permissions that one call needs according to the tables. For an unknown call the answer says so and where to
 * look.
 */
export function answerCall(pasted: PastedCall): CallAnswer {
  const { call, method, path, service } = pasted;
  const segments = path === null ? [] : readPath(path);
  const row = path === null ? undefined : rowOf(pasted, segments);
  const template = path === null ? null : templateOf(segments);
  const { delegated, personal, application } = row ?? nothing;
  const isAnswered = delegated.length > 0 || application.length > 0;
  return {
    call,
    method,
    path,
    service,
    isKnown: row !== undefined,
    template,
    delegated: serving(delegated, 'delegated'),
    personal: { least: personal[0] ?? null },
    application: serving(application, 'application'),
    notes: notesOn(pasted, segments, row),
    documentation: isAnswered ? null : documentationOf(pasted, template),
  };
}
