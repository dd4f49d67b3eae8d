/** Separates two ways to sign in, either of which is enough. */
export function OrLine() {
  return (
    <p className="flex items-center gap-3 text-muted-foreground text-sm before:h-px before:flex-1 before:bg-border after:h-px after:flex-1 after:bg-border">
      or
    </p>
  );
}
