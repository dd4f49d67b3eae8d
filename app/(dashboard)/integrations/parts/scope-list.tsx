/** A list of permission names in a monospaced font. */
export function ScopeList({ scopes, label }: { scopes: readonly string[]; label: string }) {
  return (
    <ul aria-label={label} className="flex flex-wrap gap-1.5">
      {scopes.map((scope) => (
        <li key={scope}>
          <code className="break-all rounded-sm bg-muted px-1.5 py-0.5 font-mono text-xs">{scope}</code>
        </li>
      ))}
    </ul>
  );
}
