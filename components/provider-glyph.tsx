import { cn } from './ui/cn';

const page = 'M6 3.5h8l4 4V20.5H6ZM14 3.5v4h4';

const marks: Readonly<Record<string, string>> = {
  'one-drive': 'M7 18h10a4 4 0 0 0 .9-7.9A6 6 0 0 0 6.3 9.6 4.3 4.3 0 0 0 7 18Z',
  'one-drive-personal':
    'M7 19h10a4 4 0 0 0 .9-7.9A6 6 0 0 0 6.3 10.6 4.3 4.3 0 0 0 7 19ZM12 2.5a2 2 0 1 1 0 4 2 2 0 0 1 0-4Z',
  'sharepoint-online': 'M4 5h7v7H4zM13 5h7v4h-7zM13 11h7v8h-7zM4 14h7v5H4z',
  outlook: 'M3.5 6.5h17v11h-17zM3.5 7l8.5 6.5L20.5 7',
  'outlook-calendar': 'M4 6h16v14H4zM4 10.5h16M8 3.5V8M16 3.5V8M8 14h2M14 14h2M8 17h2',
  'microsoft-people':
    'M9 11a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 9 11ZM3 19.5a6 6 0 0 1 12 0M15.5 5a3 3 0 0 1 0 5.8M17.5 13.8a6 6 0 0 1 3.5 5.7',
  'microsoft-teams': 'M4 5h11v9H9l-5 4ZM18 9h2v11l-4-3h-5v-1',
  'one-note': 'M6 3.5h12v17H6ZM6 8H4M6 12H4M6 16H4M10 8h5M10 12h5',
  'microsoft-to-do': 'M3.5 12.5 8.5 17.5 20.5 5.5',
  'microsoft-planner': 'M4 4h4.5v16H4ZM9.8 4h4.5v10H9.8ZM15.6 4h4.5v13h-4.5Z',
  'microsoft-excel': 'M4 4h16v16H4zM4 9.3h16M4 14.6h16M9.3 4v16',
  'microsoft-word': `${page}M9 11h6M9 14h6M9 17h4`,
  'microsoft-powerpoint': 'M3.5 4.5h17v11h-17zM12 15.5v3M8 20.5l4-2 4 2M8 12V9.5M12 12V7.5M16 12V9',
  'exchange-online': 'M3.5 8h10v9h-10zM3.5 8l5 4 5-4M16.5 8h4M15.5 12.5h5M16.5 17h4',
  'microsoft-entra-id': 'M12 3.5 20 7v5.5c0 4-3.5 6.8-8 8-4.5-1.2-8-4-8-8V7ZM12 8.5v4M12 15.5v.1',
  'microsoft-power-bi': 'M4 20v-6h3.5v6ZM10.2 20V9h3.5v11ZM16.5 20V4H20v16Z',
  'microsoft-dataverse':
    'M4 6.5c0-1.7 3.6-3 8-3s8 1.3 8 3-3.6 3-8 3-8-1.3-8-3ZM4 6.5v11c0 1.7 3.6 3 8 3s8-1.3 8-3v-11M4 12c0 1.7 3.6 3 8 3s8-1.3 8-3',
  'microsoft-business-central': 'M4 20.5v-10l8-6 8 6v10ZM9.5 20.5v-6h5v6',
  'azure-key-vault': 'M8 16a4.5 4.5 0 1 1 4.3-5.8H20.5V13H18v2.5h-3V13h-2.7A4.5 4.5 0 0 1 8 16ZM7.5 11.5v.1',
  'azure-management': 'M12 3.5l7.5 4.3v8.4L12 20.5l-7.5-4.3V7.8ZM4.5 7.8 12 12l7.5-4.2M12 12v8.5',
  'azure-storage': 'M4 5h16v4H4zM4 10h16v4H4zM4 15h16v4H4zM7 7h.1M7 12h.1M7 17h.1',
  microsoft: 'M12 3.5 20.5 12 12 20.5 3.5 12ZM12 8.5 15.5 12 12 15.5 8.5 12Z',
};

const sizes = {
  sm: 'size-6 rounded-sm p-1',
  default: 'size-9 rounded-md p-1.5',
  lg: 'size-12 rounded-lg p-2',
} as const;

interface ProviderGlyphProps {
  /** A provider id. Unknown ones get a generic icon. */
  provider: string;
  size?: keyof typeof sizes;
  className?: string;
}

/** Our own icon for a provider, whose name is written next to it. */
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
