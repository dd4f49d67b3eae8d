import type { Offer } from '#lib/links/offers';

/** What an integration may do, in the end user's words. */
export function AccessList({ access }: Pick<Offer, 'access'>) {
  return (
    <div className="grid gap-4">
      {access.map(({ product, lines }) => (
        <div key={product} className="grid gap-1">
          <p className="text-muted-foreground text-sm">{product}</p>
          <ul className="grid list-disc gap-1 pl-5">
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
