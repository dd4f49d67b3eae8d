import { FlaskConical } from 'lucide-react';
import { cn } from './ui/cn';

interface SandboxBarProps {
  /** `main` extends over the padding of the dashboard's main area; `top` fills its parent's width. */
  placement?: 'main' | 'top';
  /** The bar's text, if the page is not in English. */
  text?: string;
}

/** Says at the top of a page that nothing here reaches Microsoft. */
export function SandboxBar({ placement = 'main', text = 'Sandbox: not Microsoft' }: SandboxBarProps) {
  return (
    <div
      role="note"
      className={cn(
        'sandbox-stripes flex items-center justify-center px-4 py-0.5 font-medium text-sandbox-foreground text-xs',
        placement === 'main' && '-mx-4 -mt-6 md:-mx-6 mb-6',
      )}
    >
      <span className="flex items-center gap-1.5 rounded-sm bg-sandbox px-2">
        <FlaskConical aria-hidden="true" className="size-3.5" />
        {text}
      </span>
    </div>
  );
}
