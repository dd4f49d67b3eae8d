import type { Metadata } from 'next';
import type { Look } from './look';

/** A page's title with the name of who asks. Latchkey's own name would mean nothing to an end user. */
export function pageTitle({ branding: { name } }: Look, title: string): Metadata {
  const absolute = name ? `${title} · ${name}` : title;
  return { title: { absolute } };
}
