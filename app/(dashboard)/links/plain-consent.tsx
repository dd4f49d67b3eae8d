import { CopyField } from '#components/copy-field';

/** Microsoft's own consent address, and how it differs from our link. */
export function PlainConsent({ url }: { url: string }) {
  return (
    <details className="text-sm">
      <summary className="w-fit cursor-pointer rounded-sm text-link">
        For admins who do not open links from others
      </summary>
      <div className="mt-2 grid gap-2">
        <CopyField text={url} label="Microsoft’s address" />
        <p className="text-muted-foreground">
          Microsoft’s own address. It asks to approve everything the app registration lists, whatever is chosen here,
          and leads nobody back: Latchkey learns of the approval only when somebody signs in the next time.
        </p>
      </div>
    </details>
  );
}
