import { cn } from '#components/ui/cn';

/** Latchkey's key symbol. The name must be written next to it, visibly or with `sr-only`. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={cn('size-7 shrink-0', className)}>
      <rect width="32" height="32" rx="8" className="fill-indigo-600" />
      <g fill="none" stroke="#fff" strokeWidth="2.75" strokeLinecap="round" strokeLinejoin="round">
        <circle cx="11.5" cy="16" r="4.5" />
        <path d="M16 16h9.5M21.5 16v4M25.5 16v3" />
      </g>
    </svg>
  );
}
