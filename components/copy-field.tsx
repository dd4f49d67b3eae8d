import { CopyButton } from './copy-button';
import { cn } from './ui/cn';

interface CopyFieldProps {
  text: string;
  /** What it is, for the button's name: "redirect URI". */
  label: string;
  className?: string;
}

/** An id, URL or key in mono type with a copy button; wraps rather than hides. */
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
