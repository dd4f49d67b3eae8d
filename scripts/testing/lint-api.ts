import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// Importing the API registers every endpoint in the document.
import '../../lib/api/app.ts';
import { openApiDocument } from '../../lib/api/openapi.ts';
import { runProgram } from './run-program.ts';

const rules = `extends: [recommended]
telemetry: off
rules:
  operation-4xx-response: off
  no-server-example.com: off
`;

/** Lints the generated OpenAPI document, without the network. @throws Error when it has errors or warnings. */
export async function lintApi(output: 'live' | 'on failure'): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-openapi-'));
  const [document, config] = [join(folder, 'openapi.json'), join(folder, 'redocly.yaml')];
  try {
    await writeFile(document, JSON.stringify(openApiDocument('https://latchkey.example/api'), null, 2));
    await writeFile(config, rules);
    await runProgram({
      program: '@redocly/cli/bin/cli.js',
      args: ['lint', document, '--config', config, '--max-problems', '50'],
      output,
      env: { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NO_COLOR: '1' },
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}
