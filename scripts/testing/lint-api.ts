import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// Importing the API registers every endpoint in the document.
import '../../lib/api/app.ts';
import spectral, { type RulesetDefinition } from '@stoplight/spectral-core';
import rulesets from '@stoplight/spectral-rulesets';
import { z } from 'zod';
import { openApiDocument } from '../../lib/api/openapi.ts';
import { runProgram } from './run-program.ts';

const rules = `extends: [recommended]
telemetry: off
rules:
  operation-4xx-response: off
  no-server-example.com: off
`;

// Spectral's two packages have different types for a ruleset under `exactOptionalPropertyTypes`.
const oas = z.custom<RulesetDefinition>().parse(rulesets.oas);

/** The problems found by Spectral's recommended rules for OpenAPI, one per line. */
async function spectralProblems(document: string): Promise<string[]> {
  const linter = new spectral.Spectral();
  linter.setRuleset({ extends: [[oas, 'recommended']] });
  const found = await linter.run(document);
  return found.map(({ code, path, message }) => `${code} at ${path.join('.')}: ${message}`);
}

/** Lints the generated OpenAPI document, without the network. @throws Error when it has errors or warnings. */
export async function lintApi(output: 'live' | 'on failure'): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-openapi-'));
  const [document, config] = [join(folder, 'openapi.json'), join(folder, 'redocly.yaml')];
  try {
    const text = JSON.stringify(openApiDocument('https://latchkey.example/api'), null, 2);
    const problems = await spectralProblems(text);
    if (problems.length > 0) throw new Error(problems.join('\n'));
    await writeFile(document, text);
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
