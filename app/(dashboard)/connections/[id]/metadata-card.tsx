import { TitledCard } from '#components/titled-card';
import { ScrollX } from '#components/ui/scroll-x';
import type { ConnectionDetail } from '#lib/connections/schema';
import { versionOf } from '#lib/version';
import { MetadataForm } from './metadata-form';

interface MetadataCardProps {
  id: string;
  metadata: ConnectionDetail['metadata'];
  mayChange: boolean;
}

/** Data that the operator's product stores with the connection. */
export function MetadataCard({ id, metadata, mayChange }: MetadataCardProps) {
  const json = JSON.stringify(metadata, null, 2);
  return (
    <TitledCard
      title="Metadata"
      description="A JSON object of your own, up to 64 KB. The API returns it with the connection."
    >
      {mayChange ? (
        <MetadataForm id={id} json={json} version={versionOf(metadata)} />
      ) : (
        <ScrollX label="Metadata" className="rounded-md bg-muted p-3">
          <pre className="w-max font-mono text-[13px] leading-5">{json}</pre>
        </ScrollX>
      )}
    </TitledCard>
  );
}
