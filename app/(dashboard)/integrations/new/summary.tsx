import { Fact } from '#components/fact';
import { ProviderGlyph } from '#components/provider-glyph';
import { findProvider } from '#lib/catalogue/providers';
import { requestedScopes } from '#lib/catalogue/schema';
import { type CloudId, isSandbox } from '#lib/clouds';
import type { IntegrationValues } from '../form-values';
import { RequestedList } from '../parts/requested-list';
import { SharePointNote } from '../parts/share-point-note';
import { ACCOUNT_TYPE_WORDS, cloudWords, dayText, PERMISSION_TYPE_WORDS } from '../words';

/** Whether a secret was pasted, or another kind of credential is to be added afterwards. */
export type SecretState = 'none' | 'pasted' | 'other';

export interface SummaryProps {
  values: IntegrationValues;
  secret: SecretState;
}

const missingText = (cloud: CloudId) => (isSandbox(cloud) ? "The sandbox's own" : 'Not pasted yet');

function secretText(secret: SecretState, { cloud, secretExpiresAt: expiresAt }: IntegrationValues): string {
  if (secret === 'other') return 'A certificate or federated credential, added afterwards';
  if (secret === 'none') return missingText(cloud);
  const day = new Date(expiresAt);
  return Number.isNaN(day.getTime()) ? 'Pasted, expiry not noted' : `Pasted, expires ${dayText(day)}`;
}

/** The integration as entered so far. */
export function Summary({ values, secret }: SummaryProps) {
  const requested = requestedScopes(values);
  const provider = findProvider(values.provider);
  return (
    <div className="grid gap-4 text-sm">
      <div className="flex items-center gap-3">
        <ProviderGlyph provider={values.provider} />
        <div className="min-w-0">
          <p className="truncate font-medium">{values.displayName || provider?.displayName}</p>
          <p className="truncate font-mono text-muted-foreground text-xs">{values.uniqueKey}</p>
        </div>
      </div>
      <dl className="grid gap-3">
        <Fact name="Cloud">{cloudWords(values.cloud).title}</Fact>
        <Fact name="How it connects">{PERMISSION_TYPE_WORDS[values.permissionType].title}</Fact>
        <Fact name="Who may connect">{ACCOUNT_TYPE_WORDS[values.accountTypes].title}</Fact>
        {values.tenantId ? <Fact name="Tenant">{values.tenantId}</Fact> : null}
        <Fact name="Client ID">
          {values.clientId ? (
            <code className="break-all font-mono text-[11px]">{values.clientId}</code>
          ) : (
            missingText(values.cloud)
          )}
        </Fact>
        {values.homeTenantId ? <Fact name="Home tenant">{values.homeTenantId}</Fact> : null}
        <Fact name={secret === 'other' ? 'Credential' : 'Client secret'}>{secretText(secret, values)}</Fact>
      </dl>
      <div className="grid gap-3 border-border border-t pt-4">
        <RequestedList requested={requested} permissionType={values.permissionType} />
        <SharePointNote
          requested={requested}
          permissionType={values.permissionType}
          className="text-muted-foreground text-xs leading-5"
        />
      </div>
    </div>
  );
}
