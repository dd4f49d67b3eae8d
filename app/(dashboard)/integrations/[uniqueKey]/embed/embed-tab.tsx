import { TitledCard } from '#components/titled-card';
import type { TabProps } from '../tab-props';
import { OriginsForm } from './origins-form';

function Origins({ integration: { id, allowedOrigins }, canChange }: TabProps) {
  if (canChange) return <OriginsForm id={id} origins={allowedOrigins} />;
  if (allowedOrigins.length === 0) return <p className="text-muted-foreground text-sm">No page may embed it.</p>;
  return (
    <ul className="grid gap-1 font-mono text-sm">
      {allowedOrigins.map((origin) => (
        <li key={origin} className="break-all">
          {origin}
        </li>
      ))}
    </ul>
  );
}

/** Which pages may embed the connect page of an integration, and the code that does it. */
export function EmbedTab({ integration, canChange }: TabProps) {
  return (
    <div className="grid max-w-3xl gap-6">
      <TitledCard
        title="Who may embed it"
        description="Pages of these origins may show the connect page in a frame, open it in a window, and be returned to. Every other page is refused, whatever session it has."
      >
        <Origins integration={integration} canChange={canChange} />
      </TitledCard>
    </div>
  );
}
