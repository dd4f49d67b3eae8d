import { randomUUID } from 'node:crypto';

export interface EntraFault {
  /** The OAuth error code. */
  error: string;
  /** The AADSTS number. */
  number: number;
  /** The sentence after `AADSTSnnn: `. */
  text: string;
  suberror?: string | undefined;
  claims?: string | undefined;
}

/** A refusal in Entra's words; the endpoint decides whether it becomes JSON, a redirect or a page. */
export class EntraError extends Error {
  readonly code: string;
  readonly fault: EntraFault;

  constructor(fault: EntraFault, options?: ErrorOptions) {
    super(`AADSTS${fault.number}: ${fault.text}`, options);
    this.name = 'EntraError';
    this.code = fault.error;
    this.fault = fault;
  }
}

export interface EntraErrorBody {
  error: string;
  error_description: string;
  error_codes: number[];
  timestamp: string;
  trace_id: string;
  correlation_id: string;
  error_uri: string;
  suberror?: string;
  claims?: string;
}

/** Entra's error document, as in Microsoft's error reference and recorded answers of the token endpoint. */
export function errorBody(fault: EntraFault, at: { url: string; correlationId: string }): EntraErrorBody {
  const trace = traceLines(at.correlationId);
  return {
    error: fault.error,
    error_description: `AADSTS${fault.number}: ${fault.text}${trace.lines}`,
    error_codes: [fault.number],
    timestamp: trace.timestamp,
    trace_id: trace.traceId,
    correlation_id: at.correlationId,
    error_uri: `${at.url}/error?code=${fault.number}`,
    ...(fault.suberror === undefined ? {} : { suberror: fault.suberror }),
    ...(fault.claims === undefined ? {} : { claims: fault.claims }),
  };
}

/** The query parameters that a redirect with this refusal carries. */
export function errorParams(fault: EntraFault, at: { url: string; correlationId: string }): Record<string, string> {
  const { error, error_description, error_uri } = errorBody(fault, at);
  return { error, error_description, error_uri };
}

/** invalid_client is answered 401, every other refusal 400. */
export function errorStatus(fault: EntraFault): 400 | 401 {
  return fault.error === 'invalid_client' ? 401 : 400;
}

function traceLines(correlationId: string) {
  const traceId = randomUUID();
  const timestamp = `${new Date().toISOString().slice(0, 19).replace('T', ' ')}Z`;
  return {
    traceId,
    timestamp,
    lines: `\r\nTrace ID: ${traceId}\r\nCorrelation ID: ${correlationId}\r\nTimestamp: ${timestamp}`,
  };
}

export function missingParameter(name: string): EntraError {
  return new EntraError({
    error: 'invalid_request',
    number: 900144,
    text: `The request body must contain the following parameter: '${name}'.`,
  });
}

export function unknownApp(clientId: string, directory: string): EntraError {
  return new EntraError({
    error: 'unauthorized_client',
    number: 700016,
    text: `Application with identifier '${clientId}' was not found in the directory '${directory}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
  });
}

export function notConsented(app: { clientId: string; name: string }): EntraError {
  return new EntraError({
    error: 'invalid_grant',
    number: 65001,
    text: `The user or administrator has not consented to use the application with ID '${app.clientId}' named '${app.name}'. Send an interactive authorization request for this user and resource.`,
    suberror: 'consent_required',
  });
}

export function requireParameter(form: URLSearchParams, name: string): string {
  const value = form.get(name);
  if (value === null || value === '') throw missingParameter(name);
  return value;
}
