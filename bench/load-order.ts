import { z } from 'zod';

export const loadOrder = z.object({
  port: z.number(),
  callers: z.number(),
  /** Raw HTTP/1.1 requests; the callers take turns through them. */
  requests: z.array(z.string()).min(1),
  milliseconds: z.number(),
  /** Ends after so many answers instead. */
  times: z.number().optional(),
});
export type LoadOrder = z.infer<typeof loadOrder>;

/** Latencies in milliseconds. */
export const measuredSchema = z.object({
  perSecond: z.number(),
  megabytesPerSecond: z.number(),
  p50: z.number(),
  p99: z.number(),
  worst: z.number(),
  answers: z.number(),
  /** Answers with another status than 200. */
  failed: z.array(z.string()),
});
export type Measured = z.infer<typeof measuredSchema>;

/** A GET as it goes over the wire. */
export function getRequest(host: string, path: string, headers: Record<string, string> = {}): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n${lines.join('')}\r\n`;
}
