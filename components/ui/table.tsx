import type { ComponentProps } from 'react';
import { cn } from './cn';
import { ScrollX } from './scroll-x';

type TableProps = ComponentProps<'table'> & { 'aria-label': string };

/** Scrolls sideways when it is wider than its container. */
export function Table({ className, ...props }: TableProps) {
  return (
    <ScrollX label={props['aria-label']} className="w-full">
      <table data-slot="table" className={cn('w-full text-sm', className)} {...props} />
    </ScrollX>
  );
}

export function TableHeader({ className, ...props }: ComponentProps<'thead'>) {
  return <thead className={cn('[&_tr]:border-border [&_tr]:border-b', className)} {...props} />;
}

export function TableBody({ className, ...props }: ComponentProps<'tbody'>) {
  return <tbody className={cn('[&_tr:last-child]:border-0', className)} {...props} />;
}

export function TableRow({ className, ...props }: ComponentProps<'tr'>) {
  return (
    <tr
      data-slot="table-row"
      className={cn(
        'border-border border-b transition-colors duration-150 hover:bg-accent/50 aria-selected:bg-primary/5 data-[state=selected]:bg-primary/5',
        className,
      )}
      {...props}
    />
  );
}

export function TableHead({ className, ...props }: ComponentProps<'th'>) {
  return (
    <th
      scope="col"
      className={cn(
        'h-9 whitespace-nowrap px-3 text-left align-middle font-medium text-muted-foreground text-xs first:pl-4 last:pr-4',
        className,
      )}
      {...props}
    />
  );
}

export function TableCell({ className, ...props }: ComponentProps<'td'>) {
  return <td className={cn('px-3 py-2.5 align-middle first:pl-4 last:pr-4', className)} {...props} />;
}
