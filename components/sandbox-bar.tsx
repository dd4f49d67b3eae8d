import { FlaskConical } from 'lucide-react';

/** Says at the top of a page that nothing here reaches Microsoft. */
export function SandboxBar() {
  return (
    <div
      role="note"
      className="sandbox-stripes flex items-center justify-center gap-2 px-4 py-1 font-medium text-sandbox-foreground text-xs"
    >
      <FlaskConical aria-hidden="true" className="size-3.5" />
      <span className="rounded-sm bg-sandbox px-1">Sandbox: not Microsoft</span>
    </div>
  );
}
