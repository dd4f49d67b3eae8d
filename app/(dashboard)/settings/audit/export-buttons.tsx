import { Download } from 'lucide-react';
import { Button } from '#components/ui/button';
import { type AuditQuery, setFilters } from './query';

/** Downloads the rows that match the filters. A POST, because the export itself is written to the audit log. */
export function ExportButtons({ query }: { query: AuditQuery }) {
  return (
    <form method="post" action="/settings/audit/export" className="flex flex-wrap gap-2">
      {setFilters(query).map(({ name, value }) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button type="submit" variant="outline" name="format" value="csv">
        <Download aria-hidden="true" />
        Export CSV
      </Button>
      <Button type="submit" variant="outline" name="format" value="jsonl">
        <Download aria-hidden="true" />
        Export JSON Lines
      </Button>
    </form>
  );
}
