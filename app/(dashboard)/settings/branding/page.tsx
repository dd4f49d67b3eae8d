import type { Metadata } from 'next';
import { settingsPages } from '#components/frame/settings-pages';
import { TitledCard } from '#components/titled-card';
import { requireOperator } from '#lib/auth/session';
import { readBranding } from '#lib/branding/branding';
import { type Branding, logoPath } from '#lib/branding/schema';
import { roleCovers } from '#lib/roles';
import { versionOf } from '#lib/version';
import { BrandingForm } from './branding-form';
import { Previews } from './previews';

export const metadata: Metadata = { title: settingsPages.branding.label };

function Facts({ branding }: { branding: Branding }) {
  const { name, accent, contact, privacyUrl, termsUrl } = branding;
  const facts = {
    'Name people see': name,
    'Accent colour': accent,
    'Contact for help': contact && [contact.name, contact.address].filter(Boolean).join(', '),
    'Privacy link': privacyUrl,
    'Terms link': termsUrl,
  };
  return (
    <dl className="grid gap-3 sm:grid-cols-[auto_1fr] sm:gap-x-6">
      {Object.entries(facts).map(([label, value]) => (
        <div key={label} className="grid sm:contents">
          <dt className="text-muted-foreground">{label}</dt>
          <dd className="break-words">{value ?? 'Not set'}</dd>
        </div>
      ))}
    </dl>
  );
}

function Shown({ branding }: { branding: Branding }) {
  const { name, accent, contact, logo } = branding;
  const look = { name: name ?? '', accent, contact: contact?.name ?? contact?.address ?? '' };
  return (
    <div className="grid gap-6">
      <Facts branding={branding} />
      <Previews {...look} logo={logo ? logoPath(logo) : undefined} />
      <p className="text-muted-foreground">An admin or owner can change it.</p>
    </div>
  );
}

export default async function BrandingPage() {
  const operator = await requireOperator('viewer');
  const branding = await readBranding();
  return (
    <TitledCard
      title="What end users see"
      description="On connect pages and their results. Each is in English, German, French, Spanish or Japanese, after the person's browser."
    >
      {roleCovers(operator.role, 'admin') ? (
        <BrandingForm branding={branding} version={versionOf(branding)} />
      ) : (
        <Shown branding={branding} />
      )}
    </TitledCard>
  );
}
