import type { ReactNode } from 'react';
import { buttonVariants } from '#components/ui/button-variants';
import { cn } from '#components/ui/cn';
import { inputClasses } from '#components/ui/input-classes';
import type { OutcomeSite } from '#lib/links/schema';
import type { Look } from '../look';
import { Note, SubmitButton } from '../parts';
import { Section } from './section';
import { type Start, StartFields } from './start-form';

interface SitesFormProps {
  look: Look;
  start: Start;
  /** The integration whose app is meant. */
  integration: string;
}

/** A plain POST to Microsoft and back for each step, so that it works without JavaScript. */
function SitesForm(props: SitesFormProps & { action: 'find' | 'show' | 'grant' | 'revoke'; children: ReactNode }) {
  return (
    <form method="post" action={props.start.action} className="grid gap-4">
      <StartFields start={props.start} />
      <input type="hidden" name="integration" value={props.integration} />
      <input type="hidden" name="action" value={props.action} />
      {props.children}
    </form>
  );
}

/** Shows which sites the app may use, without looking for any by name. */
export function SeeSites(props: SitesFormProps) {
  return (
    <SitesForm {...props} action="show">
      <button type="submit" className={cn(buttonVariants({ variant: 'outline', size: 'lg' }), 'w-fit')}>
        {props.look.t('sites.see')}
      </button>
    </SitesForm>
  );
}

/** Looks for sites by name or address; without either all that search knows of are listed. */
export function FindSites(props: SitesFormProps) {
  const { t } = props.look;
  return (
    <SitesForm {...props} action="find">
      <div className="grid gap-2">
        <label htmlFor="words" className="font-medium">
          {t('sites.field')}
        </label>
        <textarea
          id="words"
          name="words"
          rows={3}
          maxLength={4_000}
          aria-describedby="words-hint"
          className={cn(inputClasses, 'field-sizing-content min-h-20 py-2 text-base')}
        />
        <p id="words-hint" className="text-muted-foreground text-sm">
          {t('sites.hint')}
        </p>
      </div>
      <SubmitButton>{t('sites.find')}</SubmitButton>
    </SitesForm>
  );
}

function SiteLine({ site, children }: { site: OutcomeSite; children?: ReactNode }) {
  return (
    <span className="grid min-w-0 gap-0.5">
      <span className="break-words font-medium">{site.name}</span>
      <span className="break-all text-muted-foreground text-sm">{site.webUrl}</span>
      {children}
    </span>
  );
}

/** The sites that the app may use, each with a button that takes it back. */
export function Released({ sites, ...props }: SitesFormProps & { sites: readonly OutcomeSite[] }) {
  const { t } = props.look;
  if (sites.length === 0) return <p className="text-muted-foreground">{t('sites.none')}</p>;
  return (
    <ul className="grid gap-4">
      {sites.map((site) => (
        <li key={site.id}>
          <SitesForm {...props} action="revoke">
            <input type="hidden" name="site" value={site.id} />
            <SiteLine site={site}>
              <span className="text-sm">{site.role === 'read' ? t('sites.mayRead') : t('sites.mayWrite')}</span>
            </SiteLine>
            <button
              type="submit"
              className={cn(buttonVariants({ variant: 'outline' }), 'w-fit')}
              aria-label={`${t('sites.takeBack')}: ${site.name}`}
            >
              {t('sites.takeBack')}
            </button>
          </SitesForm>
        </li>
      ))}
    </ul>
  );
}

type ChooseProps = SitesFormProps & { sites: readonly OutcomeSite[]; isNoneChosen: boolean };

function Choose({ sites, isNoneChosen, ...props }: ChooseProps) {
  const { t } = props.look;
  return (
    <SitesForm {...props} action="grant">
      {isNoneChosen ? <Note variant="danger">{t('sites.noneChosen')}</Note> : null}
      <ul className="grid gap-3">
        {sites.map((site) => (
          <li key={site.id}>
            <label className="grid cursor-pointer grid-cols-[auto_1fr] gap-3">
              <input type="checkbox" name="site" value={site.id} className="mt-1.5 size-4 accent-primary" />
              <SiteLine site={site} />
            </label>
          </li>
        ))}
      </ul>
      <fieldset className="grid gap-2">
        <legend className="mb-2 font-medium">{t('sites.role')}</legend>
        {(['read', 'write'] as const).map((role) => (
          <label key={role} className="flex items-center gap-3">
            <input
              type="radio"
              name="role"
              value={role}
              defaultChecked={role === 'read'}
              className="size-4 accent-primary"
            />
            {role === 'read' ? t('sites.read') : t('sites.write')}
          </label>
        ))}
      </fieldset>
      <SubmitButton>{t('sites.release')}</SubmitButton>
    </SitesForm>
  );
}

/** What the app reaches now, what else was found or was not, and another search. */
export function SitesResult({ sites, unfound, isNoneChosen, ...props }: ChooseProps & { unfound: readonly string[] }) {
  const { t } = props.look;
  const others = sites.filter(({ role }) => role === null);
  return (
    <>
      <Section id="released" title={t('sites.released')}>
        <Released {...props} sites={sites.filter(({ role }) => role !== null)} />
      </Section>
      {others.length > 0 ? (
        <Section id="found" title={t('sites.found')}>
          <Choose {...props} sites={others} isNoneChosen={isNoneChosen} />
        </Section>
      ) : null}
      {unfound.length > 0 ? (
        <Note variant="warning">
          {t('sites.unfound')} <span className="wrap-anywhere">{unfound.join(', ')}</span>
        </Note>
      ) : null}
      <Section id="more" title={t('sites.more')}>
        <FindSites {...props} />
      </Section>
    </>
  );
}
