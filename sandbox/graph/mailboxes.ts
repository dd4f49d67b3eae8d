import { randomBytes } from 'node:crypto';

export type Attachment = { id: string; name: string; size: number; contentType: string };
export type Message = { id: string; subject: string; attachments: Attachment[] };

/** A mail that an account sent. It is delivered to nobody. */
export type SentMail = { from: string; to: string[]; replyTo: string[]; subject: string; text: string };

/** An attachment being uploaded. Its parts arrive one after another. */
export type AttachmentSession = { message: Message; name: string; size: number; received: number };

const newId = () => `AAMkAD${randomBytes(24).toString('base64url')}=`;

/** Drafts and their attachments, of all accounts, in memory only. */
export class Mailboxes {
  readonly #messages = new Map<string, Message[]>();
  readonly sessions = new Map<string, AttachmentSession>();
  readonly sent: SentMail[] = [];

  createDraft(oid: string, subject: string): Message {
    const message = { id: newId(), subject, attachments: [] };
    this.#messages.set(oid, [...(this.#messages.get(oid) ?? []), message]);
    return message;
  }

  list(oid: string): readonly Message[] {
    return this.#messages.get(oid) ?? [];
  }

  find(oid: string, id: string): Message | undefined {
    return this.#messages.get(oid)?.find((one) => one.id === id);
  }

  /** Begins an upload; returns the credential that its address contains. */
  begin(session: Omit<AttachmentSession, 'received'>): string {
    const token = `eyJ${randomBytes(32).toString('base64url')}`;
    this.sessions.set(token, { ...session, received: 0 });
    return token;
  }

  /** Ends an upload that has arrived in full, and adds the attachment to its message. */
  finish(token: string, { message, name, size }: AttachmentSession): Attachment {
    this.sessions.delete(token);
    const attachment = { id: newId(), name, size, contentType: 'application/octet-stream' };
    message.attachments.push(attachment);
    return attachment;
  }

  reset(): void {
    this.#messages.clear();
    this.sent.length = 0;
    this.sessions.clear();
  }
}
