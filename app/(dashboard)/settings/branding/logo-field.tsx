import { type ChangeEvent, useState } from 'react';
import { Checkbox } from '#components/ui/checkbox';
import { Field, InlineField } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { BrandingError } from '#lib/branding/errors';
import { logoTypes, maxLogoBytes } from '#lib/branding/schema';

interface LogoFieldProps {
  error: string[] | undefined;
  hasLogo: boolean;
  /** The picture as a `data:` URL; undefined if the choice was undone. */
  onPick: (address: string | undefined) => void;
  onRemove: (isRemoved: boolean) => void;
}

/** Problems that can be found before the file is sent. The server checks its bytes. */
function problemOf(file: File): string | undefined {
  if (file.size > maxLogoBytes) return new BrandingError('too_large').message;
  if (file.type === 'image/svg+xml') return new BrandingError('svg').message;
  return logoTypes.some((type) => type === file.type) ? undefined : new BrandingError('not_an_image').message;
}

function readAddress(file: File): Promise<string | undefined> {
  return new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(typeof reader.result === 'string' ? reader.result : undefined);
    reader.onerror = () => done(undefined);
    reader.readAsDataURL(file);
  });
}

export function LogoField({ error, hasLogo, onPick, onRemove }: LogoFieldProps) {
  const [problem, setProblem] = useState<string>();
  async function pick(event: ChangeEvent<HTMLInputElement>) {
    const input = event.currentTarget;
    const file = input.files?.[0];
    const found = file && problemOf(file);
    setProblem(found);
    if (found) input.value = '';
    onPick(file && !found ? await readAddress(file) : undefined);
  }
  return (
    <div className="grid gap-3">
      <Field
        label="Logo"
        hint="PNG, JPEG or WebP, at most 100 KB; about 400 pixels wide. Dark pages show it on white."
        error={problem ?? error}
        optional
      >
        <Input type="file" name="logo" accept={logoTypes.join(',')} onChange={pick} className="py-1.5" />
      </Field>
      {hasLogo ? (
        <InlineField label="Remove the logo">
          <Checkbox name="removeLogo" onCheckedChange={onRemove} />
        </InlineField>
      ) : null}
    </div>
  );
}
