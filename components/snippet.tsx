'use client';

import { CopyButton } from './copy-button';
import { Tabs, TabsContent, TabsList, TabsTrigger } from './ui/tabs';

export interface SnippetTab {
  readonly label: string;
  readonly code: string;
}

interface SnippetProps {
  /** Names the code for screen readers, such as "Read files". */
  label: string;
  tabs: readonly SnippetTab[];
}

function CodeBlock({ label, code }: { label: string; code: string }) {
  return (
    <div className="relative min-w-0 rounded-md border border-border bg-muted">
      <section
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
        tabIndex={0}
        className="overflow-x-auto rounded-md py-3 pr-12 pl-4 outline-none focus-visible:ring-2 focus-visible:ring-ring"
      >
        <pre className="font-mono text-[13px] leading-5">
          <code>{code}</code>
        </pre>
      </section>
      <CopyButton text={code} label={`${label} code`} className="absolute top-1.5 right-1.5 bg-muted" />
    </div>
  );
}

/** Code to take away, one tab a language; a single one needs no tabs. */
export function Snippet({ label, tabs }: SnippetProps) {
  const [first, ...rest] = tabs;
  if (!first) return null;
  if (rest.length === 0) return <CodeBlock label={`${label}, ${first.label}`} code={first.code} />;
  return (
    <Tabs defaultValue={first.label} className="gap-3">
      <TabsList aria-label={label}>
        {tabs.map((tab) => (
          <TabsTrigger key={tab.label} value={tab.label}>
            {tab.label}
          </TabsTrigger>
        ))}
      </TabsList>
      {tabs.map((tab) => (
        <TabsContent key={tab.label} value={tab.label} tabIndex={-1}>
          <CodeBlock label={`${label}, ${tab.label}`} code={tab.code} />
        </TabsContent>
      ))}
    </Tabs>
  );
}
