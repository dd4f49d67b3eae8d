import { type ReactNode, useId } from 'react';

interface ChoiceCardProps {
  type: 'radio' | 'checkbox';
  name: string;
  value: string;
  checked: boolean;
  onPick: (checked: boolean) => void;
  title: ReactNode;
  description: ReactNode;
  /** Shown before the title, such as a provider glyph. */
  media?: ReactNode;
  children?: ReactNode;
}

/** A choice as a card around the browser's own control, so that it works without JavaScript. */
export function ChoiceCard({ title, description, media, children, onPick, ...control }: ChoiceCardProps) {
  const id = useId();
  return (
    <div className="relative flex min-w-0 items-start gap-3 rounded-lg border border-border p-3 transition-colors duration-150 hover:bg-accent/50 has-checked:border-primary has-checked:bg-primary/5">
      <input
        {...control}
        id={id}
        onChange={(event) => onPick(event.target.checked)}
        aria-describedby={`${id}-description`}
        className="relative z-1 mt-0.5 size-4 shrink-0 accent-(--primary) outline-offset-2"
      />
      {media}
      <div className="grid min-w-0 gap-1">
        <label htmlFor={id} className="cursor-pointer font-medium leading-5 after:absolute after:inset-0">
          {title}
        </label>
        <div id={`${id}-description`} className="text-muted-foreground">
          {description}
        </div>
        {children}
      </div>
    </div>
  );
}
