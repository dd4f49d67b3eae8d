'use client';

import { LoaderCircle } from 'lucide-react';
import { startTransition, useActionState, useState } from 'react';
import { FormAlert } from '#components/form-alert';
import { Button } from '#components/ui/button';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { useShownVersion } from '#components/use-shown-version';
import { type Branding, logoPath } from '#lib/branding/schema';
import { AccentField } from './accent-field';
import { saveBranding } from './actions';
import { LogoField } from './logo-field';
import { Previews } from './previews';

function valuesOf({ name, accent, contact, privacyUrl, termsUrl }: Branding) {
  return {
    name: name ?? '',
    accent: accent ?? '',
    contactName: contact?.name ?? '',
    contactAddress: contact?.address ?? '',
    privacyUrl: privacyUrl ?? '',
    termsUrl: termsUrl ?? '',
  };
}

const isColour = (value: string) => /^#[0-9a-f]{6}$/i.test(value.trim());

const texts = [
  {
    name: 'contactName',
    label: 'Name of the contact',
    hint: 'Such as Acme support. Without one, the address is shown.',
  },
  {
    name: 'contactAddress',
    label: 'Contact for help',
    hint: 'An e-mail address, or a web page that starts with https://.',
  },
  { name: 'privacyUrl', label: 'Privacy link', hint: 'Starts with https://.' },
  { name: 'termsUrl', label: 'Terms link', hint: 'Starts with https://.' },
] as const;

export function BrandingForm({ branding, version }: { branding: Branding; version: string }) {
  const [state, action, isPending] = useActionState(saveBranding, { turn: 0, saves: 0 });
  const shown = useShownVersion(version, state);
  const [values, setValues] = useState(() => valuesOf(branding));
  const [picture, setPicture] = useState<{ save: number; address: string | undefined }>();
  const set = (name: keyof typeof values) => (value: string) => setValues((before) => ({ ...before, [name]: value }));
  const stored = branding.logo ? logoPath(branding.logo) : undefined;
  const logo = picture?.save === state.saves ? picture.address : stored;
  const accent = isColour(values.accent) ? values.accent.trim().toLowerCase() : null;
  return (
    <form
      action={action}
      // The form sends itself, because React would empty its file field after an action that saved nothing.
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        form.set('keepsFile', 'yes');
        startTransition(() => action(form));
      }}
      className="grid gap-6"
    >
      <input type="hidden" name="version" value={shown} />
      <div className="grid max-w-xl gap-4">
        <Field
          label="Name people see"
          hint="Your product or company, as people know it."
          error={state.fields?.name}
          optional
        >
          <Input
            name="name"
            value={values.name}
            onChange={(event) => set('name')(event.target.value)}
            maxLength={60}
            autoComplete="organization"
          />
        </Field>
        <LogoField
          key={state.saves}
          error={state.fields?.logo}
          hasLogo={Boolean(stored)}
          onPick={(address) => setPicture({ save: state.saves, address: address ?? stored })}
          onRemove={(isRemoved) => setPicture({ save: state.saves, address: isRemoved ? undefined : stored })}
        />
        <AccentField value={values.accent} onChange={set('accent')} error={state.fields?.accent} />
        {texts.map(({ name, label, hint }) => (
          <Field key={name} label={label} hint={hint} error={state.fields?.[name]} optional>
            <Input
              name={name}
              value={values[name]}
              onChange={(event) => set(name)(event.target.value)}
              maxLength={500}
            />
          </Field>
        ))}
      </div>
      <Previews name={values.name} accent={accent} contact={values.contactName || values.contactAddress} logo={logo} />
      <FormAlert error={state.error} message={state.saved ? 'Saved. Connect pages show it from now on.' : undefined} />
      <div>
        <Button
          type="submit"
          aria-disabled={isPending || undefined}
          onClick={(event) => isPending && event.preventDefault()}
        >
          {isPending ? <LoaderCircle aria-hidden="true" className="animate-spin" /> : null}
          {isPending ? 'Saving the branding' : 'Save branding'}
        </Button>
      </div>
    </form>
  );
}
