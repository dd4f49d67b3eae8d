import { lintApi } from './testing/lint-api.ts';

/** `npm run lint:api`: lints the REST API's OpenAPI document. */
try {
  await lintApi('live');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
