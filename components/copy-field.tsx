import { CopyButton } from './copy-button';
import { cn } from './ui/cn';

interface CopyFieldProps {
  text: string;
  /** Name of the text, for the button's label: "redirect URI". */
  label: string;
  className?: string;
}

/** An id, URL or key in a monospaced font with a copy button. Long text wraps and is never cut off. */
export function CopyField({ text, label, className }: CopyFieldProps) {
  return (
    <div
      className={cn(
        'flex min-w-0 items-center gap-1 rounded-md border border-border bg-muted py-0.5 pr-0.5 pl-3',
        className,
      )}
    >
      <code className="min-w-0 flex-1 select-all break-all font-mono text-[13px] leading-5">{text}</code>
      <CopyButton text={text} label={label} />
    </div>
  );
}
