import { randomUUID } from 'node:crypto';

/** Graph's error document. */
export function errorDocument(code: string, message: string) {
  const id = randomUUID();
  const innerError = { date: new Date().toISOString().slice(0, 19), 'request-id': id, 'client-request-id': id };
  return { error: { code, message, innerError } };
}

export function graphError(status: number, code: string, message: string): Response {
  return Response.json(errorDocument(code, message), { status });
}

export function forbidden(code: string): Response {
  const message = code === 'accessDenied' ? 'Access denied' : 'Insufficient privileges to complete the operation.';
  return graphError(403, code, message);
}

export function notFound(path: string): Response {
  const segment = path.split('/').pop() ?? path;
  return graphError(400, 'BadRequest', `Resource not found for the segment '${segment}'.`);
}

export function itemNotFound(): Response {
  return graphError(404, 'itemNotFound', 'The resource could not be found.');
}
