import { z } from '@hono/zod-openapi';
import { describe, type Endpoint } from './endpoint.ts';

// The proxy is served by `proxy/proxy.ts` before Hono sees a request; this file only describes it for the reference.

const text = (description: string) => z.string().optional().openapi({ description });

const headers = z.object({
  'Provider-Config-Key': z.string().openapi({ description: 'Unique key of the integration.' }),
  'Connection-Id': z.string().openapi({ description: 'Public id of the connection.' }),
  'Base-Url-Override': text('A SharePoint host of this connection instead of Graph; empty: Graph.'),
  Retries: text('How often a call that may be repeated is tried again; 0 by default.'),
  'Retry-On': text('Statuses that are tried again in addition to 429 and 5xx, separated by commas.'),
  Decompress: text('`true` hands the body on unpacked.'),
  'Forward-Headers-On-Redirect': text('`true` follows redirects with your headers; the bearer never goes along.'),
});

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

const shared: Pick<
  Endpoint<z.ZodObject, z.ZodObject, z.ZodType>,
  'tag' | 'needs' | 'headers' | 'answers' | 'refusals'
> = {
  tag: 'Proxy',
  needs: { scope: 'environment:proxy' },
  headers,
  answers: {
    200: { description: "Microsoft's answer with its status, headers and body, whatever they are." },
    default: { description: "Any other status is Microsoft's own answer, with its headers and body." },
  },
  refusals: [404, 424, 502, 504],
};

for (const method of methods)
  describe({
    ...shared,
    method,
    path: '/proxy/{endpoint}',
    id: `proxy_${method}`,
    summary: `Send a ${method.toUpperCase()} to Microsoft Graph or SharePoint`,
    description:
      'The endpoint is what follows /proxy, such as /v1.0/me/drive, or an absolute address such as an @odata.nextLink. Headers named Nango-Proxy-… are sent without that prefix.',
    params: z.object({ endpoint: z.string() }),
  });
