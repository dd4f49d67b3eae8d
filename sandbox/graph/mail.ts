import { z } from 'zod';
import { graphError } from './answers.ts';
import { type Call, contextOf, type Operation, select } from './call.ts';
import type { Message } from './mailboxes.ts';
import { withBody } from './odata.ts';
import { attachmentAddress, sessionOf } from './outlook.ts';

const reads = { scopes: /^Mail\.Read/, refusal: 'accessDenied' } as const;
const writes = { scopes: /^Mail\.ReadWrite/, refusal: 'accessDenied' } as const;
const sends = { scopes: /^Mail\.Send$/, refusal: 'accessDenied' } as const;
const message = '^/me/messages/(?<id>[^/]+)';

/** Messages, drafts, and large attachments by upload sessions at Outlook's own host. */
export const mailOperations: Operation[] = [
  { ...reads, methods: ['GET'], path: /^\/me\/messages$/, handle: listMessages },
  { ...reads, methods: ['GET'], path: /^\/me\/mailFolders\/inbox$/i, handle: readInbox },
  { ...writes, methods: ['POST'], path: /^\/me\/messages$/, handle: createDraft },
  { ...sends, methods: ['POST'], path: /^\/me\/sendMail$/i, handle: sendMail },
  { ...reads, methods: ['GET'], path: new RegExp(`${message}/attachments$`), handle: withMessage(listAttachments) },
  {
    ...writes,
    methods: ['POST'],
    path: new RegExp(`${message}/attachments/createUploadSession$`),
    handle: withMessage(createSession),
  },
];

function withMessage(handle: (call: Call, found: Message) => Response | Promise<Response>) {
  return (call: Call): Response | Promise<Response> => {
    const found = call.sandbox.mail.find(call.account.oid, call.groups.id ?? '');
    if (found) return handle(call, found);
    return graphError(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');
  };
}

function listMessages(call: Call): Response {
  const value = call.sandbox.mail.list(call.account.oid).map(({ id, subject }) => ({ id, subject, isDraft: true }));
  return Response.json({ '@odata.context': contextOf(call, "users('me')/messages"), value });
}

function readInbox(call: Call): Response {
  const context = { '@odata.context': contextOf(call, "users('me')/mailFolders/$entity") };
  return Response.json({ ...context, ...select(call, { id: `inbox-${call.account.oid}`, displayName: 'Inbox' }) });
}

function createDraft(call: Call): Promise<Response> {
  return withBody(call, z.looseObject({ subject: z.string().default('') }), ({ subject }) => {
    const { id } = call.sandbox.mail.createDraft(call.account.oid, subject);
    const context = { '@odata.context': contextOf(call, "users('me')/messages/$entity") };
    return Response.json({ ...context, id, subject, isDraft: true }, { status: 201 });
  });
}

const recipients = z.array(z.object({ emailAddress: z.object({ address: z.string().min(1) }) }));
const outgoing = z.object({
  message: z.object({
    subject: z.string().default(''),
    body: z.object({ contentType: z.string(), content: z.string() }),
    toRecipients: recipients.min(1),
    replyTo: recipients.default([]),
    internetMessageHeaders: z.array(z.object({ name: z.string().regex(/^x-/i), value: z.string() })).default([]),
  }),
  saveToSentItems: z.boolean().default(true),
});

function sendMail(call: Call): Promise<Response> {
  return withBody(call, outgoing, ({ message: { subject, body, toRecipients, replyTo } }) => {
    const addresses = (of: z.infer<typeof recipients>) => of.map(({ emailAddress }) => emailAddress.address);
    const from = call.account.username;
    const text = body.content;
    call.sandbox.mail.sent.push({ from, to: addresses(toRecipients), replyTo: addresses(replyTo), subject, text });
    return new Response(null, { status: 202 });
  });
}

function listAttachments(call: Call, { attachments }: Message): Response {
  const value = attachments.map((one) => ({ '@odata.type': '#microsoft.graph.fileAttachment', ...one }));
  return Response.json({ '@odata.context': contextOf(call, "users('me')/messages/attachments"), value });
}

const most = 157_286_400;
const order = z.object({
  AttachmentItem: z.object({
    attachmentType: z.literal('file'),
    name: z.string().min(1),
    size: z.number().int().min(1).max(most),
  }),
});

function createSession(call: Call, found: Message): Promise<Response> {
  return withBody(call, order, ({ AttachmentItem: { name, size } }) => {
    const token = call.sandbox.mail.begin({ message: found, name, size });
    const { expirationDateTime, nextExpectedRanges } = sessionOf({ received: 0 });
    const context = { '@odata.context': contextOf(call, 'microsoft.graph.uploadSession') };
    const uploadUrl = attachmentAddress(call.sandbox, { account: call.account, messageId: found.id, token });
    return Response.json({ ...context, uploadUrl, expirationDateTime, nextExpectedRanges }, { status: 201 });
  });
}
