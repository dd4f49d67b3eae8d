/** Text whose parts in backticks are shown as code. */
export function Marked({ text }: { text: string }) {
  const parts = text.split('`').map((part, index) => ({ part, key: `${index}-${part}`, isCode: index % 2 === 1 }));
  return (
    <>
      {parts.map(({ part, key, isCode }) =>
        isCode ? (
          <code key={key} className="break-all font-mono text-[13px]">
            {part}
          </code>
        ) : (
          part
        ),
      )}
    </>
  );
}
