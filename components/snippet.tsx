'use client';

import { CopyButton } from './copy-button';
import { ScrollX } from './ui/scroll-x';
import { Tabs, TabsContent, TabsList, TabsTrigger } from './ui/tabs';

interface SnippetTab {
  readonly label: string;
  readonly code: string;
}

interface SnippetProps {
  /** Name of the code for screen readers, such as "Read files". */
  label: string;
  tabs: readonly SnippetTab[];
}

function CodeBlock({ label, code }: { label: string; code: string }) {
  return (
    <div className="flex min-w-0 items-start gap-1 rounded-md border border-border bg-muted p-1">
      <ScrollX label={label} className="shown-scrollbar flex-1 rounded-sm px-3 py-2">
        <pre className="w-max font-mono text-[13px] leading-5">
          <code>{code}</code>
        </pre>
      </ScrollX>
      <CopyButton text={code} label={`${label} code`} />
    </div>
  );
}

/** Code to copy, with one tab per language if there are several. */
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
