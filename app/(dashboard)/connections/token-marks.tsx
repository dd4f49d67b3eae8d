import type { Line } from './lines';
import { ListIcon } from './list-icons';

function Mark({ name, has }: { name: string; has: boolean }) {
  return (
    <span className={has ? 'list-mark' : 'list-mark border-dashed text-muted-foreground'}>
      <ListIcon name={has ? 'check' : 'minus'} className={has ? 'size-3 text-success' : 'size-3'} />
      {name}
      <span className="sr-only">{has ? ': has a token' : ': no live token'}</span>
    </span>
  );
}

/** Two small marks that show which of the two tokens a connection has, or gets when asked. */
export function TokenMarks({ line }: { line: Line }) {
  return (
    <div className="flex flex-wrap gap-1">
      <Mark name="Graph" has={line.hasGraph} />
      <Mark name="SharePoint" has={line.hasSharePoint} />
    </div>
  );
}
