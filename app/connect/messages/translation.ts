import type { en } from './en';

type Same<Message> = Message extends string ? string : { readonly [Key in keyof Message]: Same<Message[Key]> };

/** A translation must have a message under each key of the English ones, and no others. */
export type Translation = Same<typeof en>;
