const mistakes = [
  {
    pasted: 'The Secret ID',
    instead: 'It is a GUID. The secret is the column Value beside it, shown only right after it was made.',
  },
  {
    pasted: 'The Object ID',
    instead: 'It stands below the Application (client) ID on the same page and looks alike (AADSTS700016).',
  },
  {
    pasted: 'The Directory (tenant) ID',
    instead: 'A GUID too, of the organization. It belongs in the tenant field (AADSTS700016).',
  },
  {
    pasted: 'A masked or cut Value',
    instead: 'The portal hides a Value after you leave the page. Make a new secret then (AADSTS7000215).',
  },
] as const;

/** Values that are often pasted into the wrong field, and where to find the right ones. */
export function PastedWrongly() {
  return (
    <section aria-label="Commonly pasted wrongly" className="grid gap-2 rounded-lg bg-muted p-4">
      <h3 className="font-medium">Commonly pasted wrongly</h3>
      <dl className="grid gap-2">
        {mistakes.map(({ pasted, instead }) => (
          <div key={pasted} className="grid gap-x-4 sm:grid-cols-[11rem_1fr]">
            <dt>{pasted}</dt>
            <dd className="text-muted-foreground">{instead}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
