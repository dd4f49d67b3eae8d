import { documented } from './endpoint.ts';
import { tags } from './words.ts';

documented.openAPIRegistry.registerComponent('securitySchemes', 'apiKey', {
  type: 'http',
  scheme: 'bearer',
  description: 'An API key, made in the dashboard under Settings, API keys.',
});
documented.openAPIRegistry.registerComponent('securitySchemes', 'connectSession', {
  type: 'http',
  scheme: 'bearer',
  description: 'The token of a connect session, in the page that shows it.',
});
documented.openAPIRegistry.registerComponent('securitySchemes', 'pickerSession', {
  type: 'http',
  scheme: 'bearer',
  description: 'The token of a picker session, in a page of one of its origins.',
});

/** The REST API at `url` as an OpenAPI 3.1 document, generated from the schemas that validate requests. */
export function openApiDocument(url: string) {
  return documented.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Latchkey',
      version: '0.1.0',
      description:
        "Connections to other people's Microsoft 365 accounts, with tokens that are always fresh. The paths, fields and errors are those of Nango's REST API, so of its SDK `@nangohq/node` these parts work unmodified: connections, tokens and metadata, integrations, providers, connect sessions, environment variables and the proxy. There are no functions, syncs, actions or records, and their methods have nothing to answer them. What Microsoft needs beyond Nango's fields is added.",
      contact: { name: 'Whoever runs this installation', url: new URL(url, 'https://latchkey.example').origin },
      license: { name: 'MIT', url: 'https://opensource.org/license/mit' },
    },
    servers: [{ url }],
    tags: [...tags],
  });
}
