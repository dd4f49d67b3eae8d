import type { en } from '../en';

type Some<Message> = Message extends string
  ? string
  : { readonly [Key in keyof Message]?: Some<Message[Key]> | undefined };

/** What replaces messages on a page that a customer's page opened: there the person was sent no link. */
export type EmbeddedTexts = Some<typeof en>;
