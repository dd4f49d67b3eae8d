import type { ReactNode } from 'react';
import { ConfirmButton } from '#components/confirm-button';
import { CopyButton } from '#components/copy-button';
import { LifeBar } from '#components/life-bar';
import { RelativeTime } from '#components/relative-time';
import { StatusBadge } from '#components/status-badge';
import { SubmitButton } from '#components/submit-button';
import { Button } from '#components/ui/button';
import { Card, CardContent, CardFooter, CardHeader, CardTitle } from '#components/ui/card';
import { type CredentialDetail, credentialName, type IntegrationDetail, NOT_UPLOADED } from '#lib/integrations/schema';
import { isProved } from '#lib/integrations/verification';
import { versionOf } from '#lib/version';
import { dayText } from '../../words';
import { Fact, Facts } from '../facts';
import { dropCredential, tryAgain } from './actions';
import { ExpiryForm } from './expiry-form';
import { credentialState, dayOf, expirySourceWords, KIND_TITLES } from './words';

interface CredentialCardProps {
  integration: IntegrationDetail;
  credential: CredentialDetail;
  isLast: boolean;
  canChange: boolean;
}

/** Whether Microsoft has accepted a credential of the integration, in a verification or by connecting somebody. */
const wasAccepted = ({ verdict, connections }: IntegrationDetail) => isProved(verdict) || connections.total > 0;

function Mono({ text, label }: { text: string; label: string }) {
  return (
    <span className="flex items-center gap-1">
      <code className="min-w-0 break-all font-mono text-[13px] leading-5">{text}</code>
      <CopyButton text={text} label={label} />
    </span>
  );
}

function IdentityFacts({ credential }: Pick<CredentialCardProps, 'credential'>) {
  const { kind, hint, thumbprints, source } = credential;
  if (kind === 'client_secret')
    return (
      <Fact name="Secret">
        <code className="font-mono">{hint}•••••••••</code>
      </Fact>
    );
  if (thumbprints)
    return (
      <>
        <Fact name="Thumbprint">
          <Mono text={thumbprints.sha1} label="SHA-1 thumbprint" />
          <span className="text-muted-foreground">SHA-1, as the portal lists it.</span>
        </Fact>
        <Fact name="SHA-256">
          <Mono text={thumbprints.sha256} label="SHA-256 thumbprint" />
        </Fact>
      </>
    );
  return (
    <Fact name={source && 'file' in source ? 'File' : 'Variable'}>
      <Mono text={hint} label="place of the token" />
    </Fact>
  );
}

function End({ credential: { kind, expiresAt, createdAt, expirySource } }: Pick<CredentialCardProps, 'credential'>) {
  if (kind === 'federated')
    return (
      <Fact name="Expires">Never; the tokens that are read last minutes and are replaced by who issues them.</Fact>
    );
  if (!expiresAt) return <Fact name="Expires">Not noted; look it up in the portal.</Fact>;
  return (
    <>
      <Fact name="Expires">
        {dayText(expiresAt)} <span className="text-muted-foreground">{expirySourceWords(expirySource)}</span>
      </Fact>
      <Fact name="Life left">
        <LifeBar
          label={KIND_TITLES[kind]}
          issuedSeconds={(expiresAt.getTime() - createdAt.getTime()) / 1000}
          expiresAt={expiresAt}
        />
      </Fact>
    </>
  );
}

function Refused({ credential: { refused } }: Pick<CredentialCardProps, 'credential'>) {
  if (!refused) return null;
  if (refused.code === NOT_UPLOADED)
    return (
      <Fact name="To do">
        Download the .cer file and upload it in the portal under Certificates & secrets, Certificates. Verify then tries
        it; until it is accepted it is used only when no other is.
      </Fact>
    );
  return (
    <Fact name="Refused">
      {refused.code}, <RelativeTime at={refused.at} />. It is tried again when no other is accepted, and by Verify.
    </Fact>
  );
}

function RemoveButton({ integration, credential, isLast }: Omit<CredentialCardProps, 'canChange'>) {
  const fields = { integrationId: integration.id, id: credential.id, evenLast: String(isLast) };
  const harmless = 'It is deleted here; delete it in the portal too. Connections keep their grants.';
  const last =
    'It is the only one. Until another is added nobody can connect and no token is refreshed; connections keep their grants.';
  return (
    <ConfirmButton
      action={dropCredential}
      title={`Remove the ${credentialName(credential)}`}
      description={isLast ? last : harmless}
      confirmLabel="Remove credential"
      fields={fields}
      size="sm"
      {...(isLast ? { confirmWord: integration.uniqueKey } : {})}
    >
      Remove
    </ConfirmButton>
  );
}

function Download({ integration, credential }: Pick<CredentialCardProps, 'integration' | 'credential'>) {
  if (credential.kind !== 'certificate') return null;
  const href = `/integrations/${encodeURIComponent(integration.uniqueKey)}/certificate/${credential.id}`;
  return (
    <>
      <Button variant="outline" size="sm" render={<a href={href} download />}>
        Download .cer
      </Button>
      {credential.certificate ? (
        <CopyButton text={credential.certificate} label="PEM" showLabel variant="outline" />
      ) : null}
    </>
  );
}

interface RetryButtonProps {
  integrationId: string;
  id: string;
  children: ReactNode;
}

function RetryButton({ integrationId, id, children }: RetryButtonProps) {
  return (
    <form action={tryAgain}>
      <input type="hidden" name="integrationId" value={integrationId} />
      <input type="hidden" name="id" value={id} />
      <SubmitButton variant="outline" size="sm" pendingLabel="Noting it">
        {children}
      </SubmitButton>
    </form>
  );
}

/** One credential: how to recognize it, when it expires, and whether it works. */
export function CredentialCard({ integration, credential, isLast, canChange }: CredentialCardProps) {
  const { status, word } = credentialState(credential, wasAccepted(integration));
  const hasTypedEnd = canChange && credential.kind === 'client_secret';
  return (
    <Card>
      <CardHeader className="flex flex-wrap items-center justify-between gap-2">
        <CardTitle>{KIND_TITLES[credential.kind]}</CardTitle>
        <StatusBadge status={status} word={word} />
      </CardHeader>
      <CardContent className="grid gap-4">
        <Facts>
          <IdentityFacts credential={credential} />
          <Fact name="Stored">
            <RelativeTime at={credential.createdAt} />
          </Fact>
          <End credential={credential} />
          <Refused credential={credential} />
        </Facts>
        {hasTypedEnd ? (
          <ExpiryForm integrationId={integration.id} credential={credential} version={versionOf(dayOf(credential))} />
        ) : null}
      </CardContent>
      {canChange || credential.kind === 'certificate' ? (
        <CardFooter className="flex flex-wrap gap-2">
          <Download integration={integration} credential={credential} />
          {canChange && credential.refused ? (
            <RetryButton integrationId={integration.id} id={credential.id}>
              {credential.refused.code === NOT_UPLOADED ? 'It is uploaded, use it' : 'Use it again'}
            </RetryButton>
          ) : null}
          {canChange ? <RemoveButton integration={integration} credential={credential} isLast={isLast} /> : null}
        </CardFooter>
      ) : null}
    </Card>
  );
}
