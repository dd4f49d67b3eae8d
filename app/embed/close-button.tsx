import { buttonVariants } from '#components/ui/button-variants';
import { cn } from '#components/ui/cn';
import { Icon } from '../connect/glyph';

interface CloseButtonProps {
  /** What it is called, or what it says where `isMain`. */
  label: string;
  /** The page around the frame; any page, where none is known. The message says nothing but that it may go. */
  origin: string;
  isMain?: boolean;
}

/** Asks the page around the frame to take it away (`page-script.ts`). */
export function CloseButton({ label, origin, isMain }: CloseButtonProps) {
  if (isMain)
    return (
      <button type="button" data-close={origin} className={cn(buttonVariants({ size: 'lg' }), 'w-fit')}>
        {label}
      </button>
    );
  return (
    <button
      type="button"
      data-close={origin}
      aria-label={label}
      className={cn(buttonVariants({ size: 'icon', variant: 'ghost' }), 'absolute end-3 top-3')}
    >
      <Icon name="close" />
    </button>
  );
}
