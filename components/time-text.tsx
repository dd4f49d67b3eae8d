const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const steps = [
  { below: MINUTE, seconds: 1, unit: 's' },
  { below: HOUR, seconds: MINUTE, unit: 'min' },
  { below: DAY, seconds: HOUR, unit: 'h' },
  { below: 60 * DAY, seconds: DAY, unit: 'd' },
  { below: 730 * DAY, seconds: 30 * DAY, unit: 'months' },
  { below: Number.POSITIVE_INFINITY, seconds: 365 * DAY, unit: 'years' },
] as const;

/** A duration in the largest fitting unit, rounded down: "43 min", "2 h", "12 d". Takes seconds. */
export function durationText(seconds: number) {
  const size = Math.max(0, Math.floor(seconds));
  const step = steps.find(({ below }) => size < below) ?? steps[0];
  return `${Math.floor(size / step.seconds)} ${step.unit}`;
}

/** A duration in the nearest of its units: a minute less than three days is "3 d". Takes seconds. */
function nearestText(seconds: number) {
  const step = steps.find(({ below, seconds: unit }) => Math.round(seconds / unit) * unit < below) ?? steps[0];
  return `${Math.round(seconds / step.seconds)} ${step.unit}`;
}

/** What is left until a time, to the nearest unit: "in 3 d". Both times in milliseconds since the epoch. */
export function leftText(at: number, now: number) {
  return `in ${nearestText(Math.max(0, (at - now) / 1000))}`;
}

/**
 * "in 43 min", "2 h ago", "just now" (within ten seconds). Both times in milliseconds since the epoch. What is over is
 * rounded down, and what is left to the nearest unit.
 */
export function relativeText(at: number, now: number) {
  const seconds = (at - now) / 1000;
  if (Math.abs(seconds) < 10) return 'just now';
  return seconds > 0 ? leftText(at, now) : `${durationText(-seconds)} ago`;
}

const exact = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZone: 'UTC',
});

/** The exact time for a title, in UTC so that server and browser render the same: "22 Nov 2026, 13:05:51 UTC". */
export function exactText(at: number) {
  return `${exact.format(at)} UTC`;
}
