import { cn } from '#components/ui/cn';
import { accentNotes, pages, palettesOf, type Theme } from '#lib/branding/theme/schema';

export interface Shown {
  name: string;
  accent: string | null;
  /** Name or address of the contact; empty if there is none. */
  contact: string;
  /** URL of the picture. */
  logo: string | undefined;
}

const titles = { light: 'Light theme', dark: 'Dark theme' } as const;

function Sender({ theme, name, logo }: Pick<Shown, 'name' | 'logo'> & { theme: Theme }) {
  return (
    <span className="flex min-h-8 min-w-0 flex-wrap items-center gap-2">
      {logo ? (
        // biome-ignore lint/performance/noImgElement: a picture of a few kilobytes, perhaps not even stored yet
        <img
          src={logo}
          alt=""
          className={cn('h-8 w-auto max-w-36 rounded-sm object-contain', theme === 'dark' && 'bg-white p-1')}
        />
      ) : null}
      {name ? <span className="min-w-0 break-words font-medium text-sm">{name}</span> : null}
    </span>
  );
}

function Preview({ theme, name, accent, contact, logo }: Shown & { theme: Theme }) {
  const page = pages[theme];
  const { primary, foreground, link } = palettesOf(accent)[theme];
  const who = name || 'This service';
  return (
    <figure className="grid min-w-0 content-start gap-2">
      <figcaption className="text-muted-foreground text-sm">{titles[theme]}</figcaption>
      <div
        className="grid gap-4 rounded-lg border p-5"
        style={{ background: page.background, color: page.foreground, borderColor: page.border }}
      >
        <Sender theme={theme} name={name} logo={logo} />
        <p className="font-semibold text-lg leading-tight">Connect your Microsoft account</p>
        <p className="break-words">{who} asks for access to your account: Files.</p>
        <span
          className="w-fit rounded-md px-4 py-2 font-medium text-sm"
          style={{ background: primary, color: foreground }}
        >
          Continue to Microsoft
        </span>
        <p className="border-t pt-3 text-sm" style={{ borderColor: page.border, color: page.muted }}>
          {contact ? (
            <>
              Questions? Contact{' '}
              <span className="break-words underline underline-offset-4" style={{ color: link }}>
                {contact}
              </span>
              .
            </>
          ) : (
            'Questions? Ask whoever sent you this link.'
          )}
        </p>
      </div>
    </figure>
  );
}

/** Previews of a connect page in both themes, whichever one the operator uses. */
export function Previews(shown: Shown) {
  const notes = shown.accent ? accentNotes(shown.accent) : [];
  return (
    <section aria-label="Preview" className="grid gap-3">
      <div className="grid gap-4 sm:grid-cols-2">
        <Preview theme="light" {...shown} />
        <Preview theme="dark" {...shown} />
      </div>
      {notes.length > 0 ? (
        <p role="status" className="text-muted-foreground text-sm">
          {notes.join(' ')}
        </p>
      ) : null}
    </section>
  );
}
