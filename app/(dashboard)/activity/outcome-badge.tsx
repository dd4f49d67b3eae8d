import { CircleAlert, CircleCheck } from 'lucide-react';
import { Badge } from '#components/ui/badge';
import type { ActivityOutcome } from '#lib/activity/schema';
import { outcomeWords } from './query';

/** An outcome as colour, icon and word. */
export function OutcomeBadge({ outcome }: { outcome: ActivityOutcome }) {
  const isOk = outcome === 'ok';
  return (
    <Badge variant={isOk ? 'success' : 'danger'}>
      {isOk ? <CircleCheck aria-hidden="true" /> : <CircleAlert aria-hidden="true" />}
      {outcomeWords[outcome]}
    </Badge>
  );
}
