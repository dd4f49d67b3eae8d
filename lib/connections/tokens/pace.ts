// What Microsoft said of its limits, in this process: the sweep goes by it. Requests that somebody waits for are made
// all the same.

/** Entra counts the calls of an app in a tenant, and those of the app as a whole. */
type Place = { integrationId: string; tid: string };

/** Microsoft asks to slow down: HTTP 429, and its codes for request loops and overload. */
const throttled = /^(http_429|AADSTS50196|AADSTS90055|temporarily_unavailable)$/;

/** Throttled in so many tenants at the same time, an app is taken to be throttled as a whole. */
const tenantsOfAnApp = 2;

/** When asking goes on, of `performance.now()`, by integration and tenant. */
const pauses = new Map<string, Map<string, number>>();
let begun = 0;

/** The tenants in which an app is to wait now. */
function waitingTenants(integrationId: string): Map<string, number> {
  const tenants = pauses.get(integrationId) ?? new Map<string, number>();
  for (const [tid, until] of tenants) if (until <= performance.now()) tenants.delete(tid);
  if (tenants.size === 0) pauses.delete(integrationId);
  return tenants;
}

/** Notes a failure of a token request and the seconds after which it is tried again; counts only where it is a throttle. */
export function noteFailure({ integrationId, tid }: Place, failure: { code: string; retrySeconds: number }): void {
  if (!throttled.test(failure.code)) return;
  const tenants = waitingTenants(integrationId);
  if (!tenants.has(tid)) begun += 1;
  tenants.set(tid, Math.max(tenants.get(tid) ?? 0, performance.now() + failure.retrySeconds * 1_000));
  pauses.set(integrationId, tenants);
}

/** How many pauses have begun since the process started. */
export const pausesBegun = () => begun;

/** Whether Microsoft wants no request of the sweep there now: of the app in this tenant, or of the app at all. */
export function isPaused({ integrationId, tid }: Place): boolean {
  const tenants = waitingTenants(integrationId);
  return tenants.has(tid) || tenants.size >= tenantsOfAnApp;
}

type PausedPlace = { integrationId: string; tid: string | null };

/** All places that are paused; `tid` is null where the app is paused in every tenant. */
export function pausedPlaces(): PausedPlace[] {
  return [...pauses.keys()].flatMap((integrationId): PausedPlace[] => {
    const tenants = [...waitingTenants(integrationId).keys()];
    if (tenants.length >= tenantsOfAnApp) return [{ integrationId, tid: null }];
    return tenants.map((tid) => ({ integrationId, tid }));
  });
}
