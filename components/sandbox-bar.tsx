import { FlaskConical } from 'lucide-react';

/** Says at the top of a page that nothing here reaches Microsoft. It extends over the padding of the main area. */
export function SandboxBar() {
  return (
    <div
      role="note"
      className="sandbox-stripes -mx-4 -mt-6 md:-mx-6 mb-6 flex items-center justify-center px-4 py-0.5 font-medium text-sandbox-foreground text-xs"
    >
      <span className="flex items-center gap-1.5 rounded-sm bg-sandbox px-2">
        <FlaskConical aria-hidden="true" className="size-3.5" />
        Sandbox: not Microsoft
      </span>
    </div>
  );
}
