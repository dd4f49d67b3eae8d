import type { ReactNode } from 'react';
import { contactHref, logoPath } from '#lib/branding/schema';
import { Icon } from './glyph';
import { LanguageSwitch } from './language-switch';
import type { Look } from './look';

interface ConnectFrameProps {
  look: Look;
  title: ReactNode;
  sandbox?: boolean;
  /** Shown before the title: the icon of a result or a product. */
  media?: ReactNode;
  children: ReactNode;
}

// Next to its name, a logo is decoration. Alone, it needs alternative text.
function Sender({ t, branding: { name, logo } }: Look) {
  if (!name && !logo) return null;
  return (
    <div className="flex flex-wrap items-center gap-3 pb-8">
      {logo ? (
        // biome-ignore lint/performance/noImgElement: this is no page of Next's
        <img
          src={logoPath(logo)}
          alt={name ? '' : t('logo')}
          width={logo.width}
          height={logo.height}
          className="h-10 w-auto max-w-48 rounded-sm object-contain dark:bg-white dark:p-1"
        />
      ) : null}
      {name ? <p className="min-w-0 break-words font-medium">{name}</p> : null}
    </div>
  );
}

const link = 'text-link underline underline-offset-4';

function Contact({ t, branding: { contact } }: Look) {
  if (!contact) return <p>{t('footer.ask')}</p>;
  const name = contact.name ?? contact.address.replace(/^https:\/\//, '');
  const text = t.rich('footer.contact', {
    name,
    contact: (children) => (
      <a href={contactHref(contact.address)} className={`${link} break-words`}>
        {children}
      </a>
    ),
  });
  return <p>{text}</p>;
}

function Legal({ t, branding: { privacyUrl, termsUrl } }: Look) {
  if (!privacyUrl && !termsUrl) return null;
  return (
    <p className="flex flex-wrap gap-x-4 gap-y-1">
      {privacyUrl ? (
        <a href={privacyUrl} className={link}>
          {t('footer.privacy')}
        </a>
      ) : null}
      {termsUrl ? (
        <a href={termsUrl} className={link}>
          {t('footer.terms')}
        </a>
      ) : null}
    </p>
  );
}

function SandboxBar({ t }: Look) {
  return (
    <p
      role="note"
      className="sandbox-stripes flex items-center justify-center px-4 py-0.5 font-medium text-sandbox-foreground text-xs"
    >
      <span className="flex items-center gap-1.5 rounded-sm bg-sandbox px-2">
        <Icon name="flask" className="size-3.5" />
        {t('sandbox')}
      </span>
    </p>
  );
}

const column = 'mx-auto w-full max-w-xl px-4 sm:px-6';

/** The frame of all pages for end users: who asks at the top, one column, and a contact at the end. */
export function ConnectFrame({ look, title, sandbox, media, children }: ConnectFrameProps) {
  return (
    <>
      <header>
        {sandbox ? <SandboxBar {...look} /> : null}
        <div className={`${column} pt-10 sm:pt-16`}>
          <Sender {...look} />
        </div>
      </header>
      <div className={`${column} grid gap-8 pb-10 sm:pb-16`}>
        <main className="grid gap-8">
          <div className="grid gap-4">
            {media}
            <h1 className="text-balance break-words font-semibold text-2xl leading-tight tracking-tight sm:text-3xl">
              {title}
            </h1>
          </div>
          {children}
        </main>
        <footer className="grid gap-3 border-border border-t pt-6 text-muted-foreground text-sm">
          <Contact {...look} />
          <Legal {...look} />
          {look.canSwitch ? <LanguageSwitch {...look} /> : null}
        </footer>
      </div>
    </>
  );
}
