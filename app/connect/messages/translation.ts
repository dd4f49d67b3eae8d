import type { en } from './en';

type Same<Message> = Message extends string ? string : { readonly [Key in keyof Message]: Same<Message[Key]> };

/** What a translation has to hold: a message under each key of the English ones, and no other. */
export type Translation = Same<typeof en>;
