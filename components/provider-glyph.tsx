import { cn } from './ui/cn';

const marks: Readonly<Record<string, string>> = {
  'one-drive': 'M7 18h10a4 4 0 0 0 .9-7.9A6 6 0 0 0 6.3 9.6 4.3 4.3 0 0 0 7 18Z',
  'sharepoint-online': 'M4 5h7v7H4zM13 5h7v4h-7zM13 11h7v8h-7zM4 14h7v5H4z',
  outlook: 'M3.5 6.5h17v11h-17zM3.5 7l8.5 6.5L20.5 7',
  microsoft: 'M12 3.5 20.5 12 12 20.5 3.5 12ZM12 8.5 15.500 12 12 15.500 8.500 12Z',
};

const sizes = {
  sm: 'size-6 rounded-sm p-1',
  default: 'size-9 rounded-md p-1.5',
  lg: 'size-12 rounded-lg p-2',
} as const;

interface ProviderGlyphProps {
  /** A provider id; an unknown one gets the general mark. */
  provider: string;
  size?: keyof typeof sizes;
  className?: string;
}

/** Our own mark for a provider, beside its written name. */
export function ProviderGlyph({ provider, size = 'default', className }: ProviderGlyphProps) {
  return (
    <span
      aria-hidden="true"
      className={cn('inline-flex shrink-0 border border-border bg-secondary text-link', sizes[size], className)}
    >
      <svg
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinejoin="round"
        strokeLinecap="round"
        aria-hidden="true"
        focusable="false"
      >
        <path d={marks[provider] ?? marks.microsoft} />
      </svg>
    </span>
  );
}
