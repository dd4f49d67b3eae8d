import type { DeliveryState, Endpoint, EndpointCounts } from '#lib/webhooks/schema';

export const stateWords: Record<DeliveryState, string> = {
  waiting: 'Waiting',
  delivered: 'Delivered',
  failed: 'Failed',
};

export const formatWords: Record<Endpoint['format'], string> = { standard: 'Standard', nango: 'Nango' };

const disabledWords: Record<NonNullable<Endpoint['disabledReason']>, string> = {
  by_hand: 'It was switched off by hand. Nothing is sent there.',
  gone: 'It answered that it is gone (410), so nothing is sent there any more. Switch it on once the receiver is back.',
  failing: 'It accepted nothing for five days, so nothing is sent there any more. Fix the receiver and switch it on.',
};

/** Why nothing is sent to an endpoint; undefined while it is on. */
export function disabledSentence({ disabledReason }: Endpoint): string | undefined {
  return disabledReason ? disabledWords[disabledReason] : undefined;
}

/** The part of the last day's tries that were taken. */
export function rateText({ delivered, failed }: EndpointCounts): string {
  const all = delivered + failed;
  return all === 0 ? 'No tries' : `${Math.floor((100 * delivered) / all)} % of ${all}`;
}

export const noCounts: EndpointCounts = { delivered: 0, failed: 0, waiting: 0, oldestWaiting: null };
