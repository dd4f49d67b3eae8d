import type { Offer } from '#lib/links/offers';
import type { Look } from '../look';
import { SubmitButton } from '../parts';
import { permissionLine } from '../translated';
import { AccessList } from './access-list';

/** Where the form of a connect page is sent, and what is sent with it. */
export type Start = { action: string; fields: Readonly<Record<string, string>>; target?: string };

/** The form of the connect page of this link. */
export const startOf = (token: string, fields: Start['fields']): Start => ({
  action: `/connect/${token}/start`,
  fields,
});

interface StartFormProps {
  look: Look;
  start: Start;
  offers: readonly Offer[];
  button: string;
}

/** A radio button per integration. The first one is selected, so that one click is enough. */
function Choice({ look, offers }: Pick<StartFormProps, 'look' | 'offers'>) {
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-3 font-semibold text-lg leading-6">{look.t('connect.choose')}</legend>
      {offers.map((offer, index) => (
        <label
          key={offer.id}
          className="grid cursor-pointer grid-cols-[auto_1fr] gap-x-3 gap-y-3 rounded-lg border border-border p-4 has-checked:border-primary has-checked:bg-primary/5"
        >
          <input
            type="radio"
            name="integration"
            value={offer.id}
            defaultChecked={index === 0}
            required
            className="mt-1.5 size-4 accent-primary focus-visible:outline-2 focus-visible:outline-ring focus-visible:outline-offset-2"
          />
          <span className="break-words font-medium">{offer.displayName}</span>
          <span className="col-start-2">
            <AccessSummary look={look} offer={offer} />
          </span>
        </label>
      ))}
    </fieldset>
  );
}

// A list is not allowed inside a label, so the lines are spans.
function AccessSummary({ look, offer }: { look: Look; offer: Offer }) {
  const permissions = offer.access.flatMap((group) => group.permissions);
  return (
    <span className="grid gap-1 text-muted-foreground text-sm">
      {permissions.map((permission) => (
        <span key={permission.line}>{permissionLine(look, permission)}</span>
      ))}
    </span>
  );
}

export function StartFields({ start: { fields } }: { start: Start }) {
  return Object.entries(fields).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
}

/** The only form of a connect page. A plain POST works without JavaScript, and no GET can start a sign-in. */
export function StartForm({ look, start, offers, button }: StartFormProps) {
  const [only, ...others] = offers;
  return (
    <form method="post" action={start.action} target={start.target} className="grid gap-8">
      <StartFields start={start} />
      {others.length > 0 ? (
        <Choice look={look} offers={offers} />
      ) : (
        <input type="hidden" name="integration" value={only?.id ?? ''} />
      )}
      <SubmitButton>{button}</SubmitButton>
    </form>
  );
}

/** The permissions of the link's only integration. With several integrations, each card shows its own. */
export function OnlyAccess({ look, offers }: Pick<StartFormProps, 'look' | 'offers'>) {
  const [only, ...others] = offers;
  return only && others.length === 0 ? <AccessList look={look} access={only.access} /> : null;
}
