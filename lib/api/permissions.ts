import { z } from '@hono/zod-openapi';
import { Hono } from 'hono';
import type { CallAnswer } from '#lib/permissions/answer';
import { permissionFacts } from '#lib/permissions/facts';
import { MOST_CALLS } from '#lib/permissions/parse';
import { answerPaste } from '#lib/permissions/permissions';
import type { Together } from '#lib/permissions/together';
import type { Caller } from './auth.ts';
import { answer } from './endpoint.ts';
import { ApiError } from './errors.ts';

export const permissions = new Hono<Caller>();

const permission = z.string().openapi({
  description: 'Bare for Microsoft Graph; for another API with its address or application id in front.',
});
const least = permission.nullable().openapi({ description: 'Null where there is none, or none is known.' });
const others = z.array(permission).openapi({ description: 'Wider ones that serve as well, narrower first.' });

const callAnswer = z
  .object({
    call: z.string().openapi({ description: 'The text it was read from.' }),
    method: z.string().nullable(),
    path: z.string().nullable().openapi({ description: 'Without host, version and query.' }),
    service: z.enum(['graph', 'sharepoint']).nullable(),
    known: z.boolean().openapi({ description: 'Whether a table has the call. An unknown one is never guessed.' }),
    delegated: z.object({
      least,
      others,
      admin_needed: z.boolean().nullable().openapi({ description: 'Whether only an admin can grant the least.' }),
      blocked_by_managed_policy: z.boolean().nullable().openapi({
        description: 'Whether tenants that let Microsoft manage consent leave the least to admins.',
      }),
    }),
    personal: z.object({ least }).openapi({ description: 'With a personal Microsoft account.' }),
    application: z.object({ least, others }).openapi({ description: 'Without a person; only admins grant these.' }),
    notes: z.array(z.string()),
    documentation_url: z.string().nullable().openapi({ description: 'Where to look up what is not answered.' }),
  })
  .openapi('CallPermissions');

const reason = z.object({
  permission,
  calls: z.int().openapi({ description: 'How many of the calls it serves.' }),
  instead_of: z.array(permission).openapi({ description: 'Narrower ones that need not be asked beside it.' }),
});

const set = z.array(permission);
const answersOf = z
  .object({
    data: z.array(callAnswer),
    together: z
      .object({
        delegated: set,
        application: set,
        reasons: z.object({ delegated: z.array(reason), application: z.array(reason) }),
        unanswered: z
          .object({ delegated: z.int(), application: z.int() })
          .openapi({ description: 'How many calls the sets say nothing of.' }),
      })
      .openapi({ description: 'The smallest set for all calls.' }),
  })
  .openapi('PermissionAnswers');

function callShape({ call, method, path, service, ...found }: CallAnswer): z.infer<typeof callAnswer> {
  const { delegated, personal, application, notes, isKnown, documentation } = found;
  const facts = delegated.least === null ? undefined : permissionFacts(delegated.least, 'delegated');
  return {
    call,
    method,
    path,
    service,
    known: isKnown,
    delegated: {
      ...delegated,
      admin_needed: facts?.adminNeeded ?? null,
      blocked_by_managed_policy: facts?.blockedByManagedPolicy ?? null,
    },
    personal,
    application,
    notes,
    documentation_url: documentation,
  };
}

const reasonsOf = ({ reasons }: Together) =>
  reasons.map(({ permission: name, calls, insteadOf }) => ({ permission: name, calls, instead_of: insteadOf }));

answer(
  permissions,
  {
    method: 'post',
    path: '/permissions/search',
    id: 'searchPermissions',
    tag: 'Permissions',
    summary: 'Find the permission that calls need',
    description:
      'Takes calls to Microsoft Graph and SharePoint as you have them: a method and a path, a whole URL, a line of an access log, a curl command, code of an SDK, a `$batch` body. Answers the least permission for each and the smallest set for all. Nothing is called, and nothing of it is kept.',
    needs: { scope: 'any' },
    body: z
      .strictObject({
        calls: z
          .array(z.string().min(1).max(65_536))
          .min(1, 'Name at least one call.')
          .max(MOST_CALLS, `Ask for at most ${MOST_CALLS} calls at once.`)
          .openapi({ example: ['GET /me/drive/root/children', "client.api('/me/sendMail').post(mail)"] }),
      })
      .openapi('PermissionSearch'),
    answers: { 200: { description: 'One answer for each call, and for all.', schema: answersOf } },
    refusals: [400],
  },
  async (context, { body: { calls } }) => {
    const found = answerPaste(calls);
    if (found.isCutOff)
      throw new ApiError(400, 'invalid_body', {
        message: `There are more than ${MOST_CALLS} calls in it. Ask for at most ${MOST_CALLS} at once.`,
      });
    const { delegated, application } = found;
    return context.json({
      data: found.calls.map(callShape),
      together: {
        delegated: delegated.permissions,
        application: application.permissions,
        reasons: { delegated: reasonsOf(delegated), application: reasonsOf(application) },
        unanswered: { delegated: delegated.unanswered, application: application.unanswered },
      },
    });
  },
);
