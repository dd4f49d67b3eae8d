import { Check, CircleCheck, CircleX, type LucideIcon, Minus, MoreHorizontal, RotateCcw } from 'lucide-react';

const icons = {
  healthy: CircleCheck,
  needs_reauthorization: RotateCcw,
  corrupt: CircleX,
  check: Check,
  minus: Minus,
  more: MoreHorizontal,
} as const satisfies Record<string, LucideIcon>;

/** The drawings of the list's icons, once for all rows. */
export function ListIcons() {
  return (
    <svg aria-hidden="true" className="absolute size-0">
      {Object.entries(icons).map(([name, Icon]) => (
        <symbol key={name} id={`list-${name}`} viewBox="0 0 24 24">
          <Icon />
        </symbol>
      ))}
    </svg>
  );
}

/** An icon that refers to its drawing, so that fifty rows do not repeat it. */
export function ListIcon({ name, className = 'size-3.5' }: { name: keyof typeof icons; className?: string }) {
  return (
    <svg aria-hidden="true" className={className}>
      <use href={`#list-${name}`} />
    </svg>
  );
}
