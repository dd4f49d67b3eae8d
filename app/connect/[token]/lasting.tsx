import type { ReactNode } from 'react';
import { realCloud } from '#lib/clouds';
import type { Offer } from '#lib/links/offers';
import { withdrawalPages } from '#lib/withdrawal';
import type { Look } from '../look';

const linkTo = (place: keyof typeof withdrawalPages) => (children: ReactNode) => (
  <a
    href={withdrawalPages[place]}
    target="_blank"
    rel="noopener noreferrer"
    className="break-all text-link underline underline-offset-4"
  >
    {children}
  </a>
);

function takeBack({ t }: Look, offers: readonly Offer[]): ReactNode {
  // The other clouds have addresses of their own.
  if (!offers.every(({ cloud }) => realCloud(cloud) === 'global')) return null;
  const [work, personal] = [linkTo('work'), linkTo('personal')];
  if (offers.every(({ accountTypes }) => accountTypes === 'personal'))
    return t.rich('connect.takeBack.personal', { personal });
  if (offers.some(({ accountTypes }) => accountTypes.endsWith('personal')))
    return t.rich('connect.takeBack.any', { work, personal });
  return t.rich('connect.takeBack.work', { work });
}

/** How long the access holds, and where the person ends it. */
export function Lasting({ look, offers }: { look: Look; offers: readonly Offer[] }) {
  return (
    <p className="break-words">
      {look.t('connect.lasting')} {takeBack(look, offers)}
    </p>
  );
}
