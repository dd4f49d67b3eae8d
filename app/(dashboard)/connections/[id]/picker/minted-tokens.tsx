'use client';

import { LifeBar } from '#components/life-bar';
import type { Minted } from './use-picker';

/** The tokens that were handed out: for what, with which permissions, how long. Never the tokens themselves. */
export function MintedTokens({ tokens }: { tokens: readonly Minted[] }) {
  if (tokens.length === 0)
    return <p className="text-muted-foreground">None yet. The picker asks for one of each SharePoint host it reads.</p>;
  return (
    <ul aria-label="Tokens" className="grid gap-4">
      {tokens.map(({ key, at, resource, scopes, expiresAt }) => (
        <li key={key} className="grid min-w-0 gap-2">
          <span className="wrap-anywhere font-mono text-[13px]">
            <span className="sr-only">Audience </span>
            {resource}
          </span>
          <LifeBar
            label={`Token for ${resource}`}
            issuedSeconds={(new Date(expiresAt).getTime() - at) / 1000}
            expiresAt={expiresAt}
          />
          <ul aria-label="Scopes" className="flex flex-wrap gap-1">
            {scopes.map((scope) => (
              <li key={scope} className="wrap-anywhere rounded-sm bg-secondary px-1.5 py-0.5 font-mono text-xs">
                {scope}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
