export const tabListClasses = 'no-scrollbar flex shrink-0 gap-5 overflow-x-auto border-border border-b';

export const tabClasses =
  '-mb-px flex shrink-0 items-center gap-2 whitespace-nowrap rounded-t-sm border-transparent border-b-2 px-0.5 py-2 font-medium text-muted-foreground text-sm outline-none transition-colors duration-150 hover:text-foreground focus-visible:ring-2 focus-visible:ring-ring focus-visible:ring-inset aria-[current=page]:border-primary aria-[current=page]:text-foreground data-active:border-primary data-active:text-foreground data-disabled:opacity-50';
