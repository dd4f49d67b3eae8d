import { parseArgs } from 'node:util';
import { openPlace } from './place.ts';
import { measureVends } from './vend.ts';

const { values } = parseArgs({
  options: { only: { type: 'string' }, 'as-built': { type: 'boolean' }, profile: { type: 'boolean' } },
});
const place = await openPlace({ expiring: 0, profile: values.profile === true });
try {
  for (const callers of values.only ? [Number(values.only)] : [1, 16, 64]) {
    const { latchkey, bare } = await measureVends(place, callers, 'connections');
    console.log(
      callers,
      'bare',
      bare.perSecond.toFixed(0),
      bare.p99.toFixed(2),
      'latchkey',
      latchkey.perSecond.toFixed(0),
      latchkey.p99.toFixed(2),
      'ratio',
      (latchkey.perSecond / bare.perSecond).toFixed(2),
      'p99',
      (latchkey.p99 / bare.p99).toFixed(2),
      'cpu',
      bare.cpuMicroseconds.toFixed(0),
      latchkey.cpuMicroseconds.toFixed(0),
      latchkey.failed,
      bare.failed,
    );
  }
} finally {
  await place.stop();
}
