import { cn } from './cn';

const sizes = { sm: 'size-7 text-xs', default: 'size-9 text-sm', lg: 'size-12 text-base' } as const;

interface AvatarProps {
  /** A display name or an e-mail address; its initials are shown. */
  name: string;
  size?: keyof typeof sizes;
  className?: string;
}

function initialsOf(name: string) {
  const words = (name.split('@')[0] ?? '').split(/[\s._-]+/u).filter(Boolean);
  const first = words[0] ?? '?';
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  return `${[...first][0] ?? ''}${[...last][0] ?? ''}`.toUpperCase();
}

/** Decoration next to a written name, so it is hidden from assistive technology. */
export function Avatar({ name, size = 'default', className }: AvatarProps) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        'inline-flex shrink-0 select-none items-center justify-center rounded-full bg-secondary font-medium text-secondary-foreground',
        sizes[size],
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  );
}
