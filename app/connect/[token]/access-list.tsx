import type { Offer } from '#lib/links/offers';
import type { Look } from '../look';
import { permissionLine, productName } from '../translated';
import { Lines } from './section';

/** The permissions of an integration, in words for end users. */
export function AccessList({ look, access }: { look: Look } & Pick<Offer, 'access'>) {
  return (
    <div className="grid gap-4">
      {access.map(({ product, permissions }) => (
        <div key={product} className="grid gap-1">
          <p className="text-muted-foreground text-sm">{productName(look, product)}</p>
          <Lines lines={permissions.map((permission) => permissionLine(look, permission))} />
        </div>
      ))}
    </div>
  );
}
