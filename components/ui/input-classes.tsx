export const inputClasses =
  'w-full min-w-0 rounded-md border border-input bg-field px-3 text-foreground text-sm outline-none transition-[color,border-color] duration-150 placeholder:text-muted-foreground focus-visible:border-ring focus-visible:ring-2 focus-visible:ring-ring/40 disabled:cursor-not-allowed disabled:opacity-50 aria-invalid:border-danger aria-invalid:ring-danger/30';
