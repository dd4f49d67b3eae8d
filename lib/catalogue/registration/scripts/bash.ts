import { cloudTraits } from '#lib/clouds';
import { MOST_FOR_PERSONAL } from '../access.ts';
import type { RegistrationPlan } from './plan.ts';
import { bashQuote, commentText } from './quote.ts';

/** The introduction of every script, without comment signs. */
export function aboutLines({ cloud, access, unlisted, isForPersonal }: RegistrationPlan, tool: string): string[] {
  const crowded = access.filter(({ permissions }) => isForPersonal && permissions.length > MOST_FOR_PERSONAL);
  return [
    `Registers the app in Microsoft Entra ID (${cloudTraits(cloud).title}) for Latchkey, with ${tool}.`,
    'It adds what is missing and removes nothing: no permission, no redirect URI, no credential.',
    'It needs an account that may register apps, such as an Application Developer.',
    ...(isForPersonal ? ['Open to personal accounts, a registration takes at most 2 client secrets.'] : []),
    ...crowded.map(
      ({ title, permissions }) =>
        `Microsoft takes ${MOST_FOR_PERSONAL} permissions of an API there, and these are ${permissions.length} of ${title}: delete the least used below; they can be asked for all the same.`,
    ),
    ...unlisted.map((name) => `Not in the catalogue, add it by hand: ${name}`),
  ].map(commentText);
}

/** How a bash script begins. */
export function heading(plan: RegistrationPlan, tool: string): string {
  const about = aboutLines(plan, tool).map((line) => `# ${line}`);
  return ['#!/usr/bin/env bash', ...about, 'set -euo pipefail'].join('\n');
}

const credentialComments: Record<RegistrationPlan['credential'], string> = {
  client_secret: 'auto: a client secret for a new registration only. yes: one more for an existing one too.',
  certificate: 'auto: the certificate goes to a new registration only. yes: to an existing one too.',
  federated: 'auto: a federated credential for a new registration only. yes: for an existing one too.',
};

/** The settings at the top of a bash script that the person running it may change. */
export function settingsOf(plan: RegistrationPlan): string {
  const { clientId, homeTenantId, redirectUri, credential } = plan;
  return `
# Application (client) ID of a registration that exists; empty makes a new one.
client_id=${bashQuote(clientId)}
# Directory (tenant) ID in which it lives; empty: the one you are signed in to.
tenant=${bashQuote(homeTenantId)}
redirect_uri=${bashQuote(redirectUri)}
# ${credentialComments[credential]}
add_credential=auto
# yes: consents for everybody in this tenant; takes an Application Administrator or more.
admin_consent=no${credentialSettings(plan)}`;
}

/** The lines that write a text, unchanged, to a file in the script's work folder. */
export function fileOf(name: string, text: string): string {
  return `  cat > "$work/${name}" <<'END_OF_FILE'\n${text}\nEND_OF_FILE`;
}

/** The end of a secret, computed with GNU's `date` or, as on a Mac, with BSD's. */
export const secretEnds = 'ends=$(date -u -d "+6 months" +%F 2>/dev/null || date -u -v+6m +%F)';

/** The lines that show a new client secret at the end; empty for other credentials. */
export function secretReport({ credential }: RegistrationPlan): string {
  if (credential !== 'client_secret') return '';
  return `
if [ -n "$secret" ]; then
  printf '%-16s%s\\n' 'Client secret' "$secret" 'Expires' "$ends"
  echo 'The secret is shown this once. Paste it in Latchkey and keep it nowhere else.'
fi`;
}

/** Wraps the steps that add a credential: they run for a new registration, or when `add_credential` is yes. */
export function credentialStep({ credential }: RegistrationPlan, steps: string): string {
  return `${credential === 'client_secret' ? 'secret=\n' : ''}if [ "$add_credential" = yes ] || { [ "$add_credential" = auto ] && [ "$is_new" = yes ]; }; then
${steps}
fi`;
}

/** The lines that write a federated credential; the person running the script sets issuer and subject. */
export const federatedBody = `  case "$issuer$subject" in
    *[\\"\\\\]*) echo 'Issuer and subject hold neither quotes nor backslashes.' >&2; exit 1 ;;
  esac
  if [ -z "$issuer" ] || [ -z "$subject" ]; then
    echo 'Set issuer and subject at the top to what the assertion says (iss, sub).' >&2
    exit 1
  fi
  printf '{"name":"latchkey","issuer":"%s","subject":"%s","audiences":["%s"]}' \\
    "$issuer" "$subject" "$audience" > "$work/federated.json"`;

function credentialSettings({ credential, cloud }: RegistrationPlan): string {
  if (credential === 'client_secret') return '';
  if (credential === 'certificate')
    return `
# The certificate (.cer, its public part) from the Credentials page of the integration.
certificate_file=\${CERTIFICATE_FILE:-latchkey.cer}`;
  return `
# Who issues the assertion, and for whom: its iss and sub.
issuer=\${ISSUER:-}
subject=\${SUBJECT:-}
audience=${bashQuote(cloudTraits(cloud).tokenExchangeAudience)}`;
}

/** The lines that warn when an existing registration is for other accounts; a person decides what to change. */
export function audienceNote(read: string, { signInAudience }: RegistrationPlan): string {
  return `  audience_now=${read}
  if [ "$audience_now" != ${signInAudience} ]; then
    echo "Note: the registration is for $audience_now, the integration for ${signInAudience}. Change one of them." >&2
  fi`;
}
