const weekday = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const time = String.raw`\d{2}:\d{2}:\d{2}`;
/** The three date formats of RFC 9110, section 5.6.7: the current one, RFC 850's and asctime's. */
const dates = [
  new RegExp(String.raw`^${weekday}, \d{2} [A-Z][a-z]{2} \d{4} ${time} GMT$`),
  new RegExp(String.raw`^${weekday}[a-z]*, \d{2}-[A-Z][a-z]{2}-\d{2} ${time} GMT$`),
  new RegExp(String.raw`^${weekday} [A-Z][a-z]{2} [\d ]\d ${time} \d{4}$`),
];

/** A comma between two values, as opposed to the one after the weekday of a date. */
const betweenValues = new RegExp(String.raw`(?<!\b${weekday}[a-z]*),`);

function readOne(value: string, now: number): number | undefined {
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  if (!dates.some((form) => form.test(value))) return undefined;
  // The asctime format has no time zone, and means GMT.
  const at = Date.parse(value.endsWith('GMT') ? value : `${value} GMT`);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

/**
 * `Retry-After` in milliseconds, given as seconds or a date (RFC 9110, section 10.2.3); undefined for anything else. Of
 * several values, in an array or separated by commas, the longest wait counts.
 */
export function retryAfterMilliseconds(value: string | string[] | undefined, now = Date.now()): number | undefined {
  const values = [value ?? []].flat().flatMap((line) => line.split(betweenValues));
  const waits = values.flatMap((one) => readOne(one.trim(), now) ?? []);
  return waits.length > 0 ? Math.max(...waits) : undefined;
}
