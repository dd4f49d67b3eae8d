import { cloudTraits, type RealCloud } from '#lib/clouds';
import {
  audienceNote,
  credentialStep,
  federatedBody,
  fileOf,
  heading,
  secretEnds,
  secretReport,
  settingsOf,
} from './bash.ts';
import { applicationBody, type RegistrationPlan } from './plan.ts';
import { bashQuote, commentText } from './quote.ts';

/** The Azure CLI's own names for the clouds; L5 it does not know, so the script teaches it. */
const cliClouds: Record<RealCloud, string> = {
  global: 'AzureCloud',
  'us-gov': 'AzureUSGovernment',
  'us-gov-dod': 'AzureUSGovernmentDoD',
  china: 'AzureChinaCloud',
};

function selectCloud({ cloud }: RegistrationPlan): string {
  const name = cliClouds[cloud];
  const set = `az cloud set --name ${name}`;
  if (cloud !== 'us-gov-dod') return set;
  const { graphUrl, loginUrl } = cloudTraits(cloud);
  return `# L5 is AzureUSGovernment with a Graph of its own (needs Azure CLI 2.75 or newer).
az cloud show --name ${name} --output none 2>/dev/null || az cloud register --name ${name} \\
  --endpoint-active-directory ${loginUrl} \\
  --endpoint-active-directory-resource-id https://management.core.usgovcloudapi.net/ \\
  --endpoint-management https://management.core.usgovcloudapi.net/ \\
  --endpoint-resource-manager https://management.usgovcloudapi.net \\
  --endpoint-microsoft-graph-resource-id ${graphUrl} \\
  --skip-endpoint-discovery
${set}`;
}

const signIn = `if [ -n "$tenant" ]; then
  [ "$(az account show --query tenantId --output tsv 2>/dev/null)" = "$tenant" ] ||
    az login --tenant "$tenant" --allow-no-subscriptions --output none
else
  az account show --output none 2>/dev/null || az login --allow-no-subscriptions --output none
fi
tenant=$(az account show --query tenantId --output tsv)`;

const addMissing = `  uris=$(az ad app show --id "$client_id" --query 'web.redirectUris[]' --output tsv)
  if ! grep -qxF -e "$redirect_uri" <<<"$uris"; then
    # The list is written as a whole, so what is there goes in again.
    set --
    while IFS= read -r uri; do [ -z "$uri" ] || set -- "$@" "$uri"; done <<<"$uris"
    az ad app update --id "$client_id" --web-redirect-uris "$@" "$redirect_uri"
    echo 'Added the redirect URI.'
  fi`;

const addPermissions = `add_permissions() {
  api=$1
  shift
  present=$(az ad app show --id "$client_id" --output tsv \\
    --query "requiredResourceAccess[?resourceAppId=='$api'].resourceAccess[].id")
  missing=()
  for id in "$@"; do
    grep -qixF -e "\${id%%=*}" <<<"$present" || missing+=("$id")
  done
  if [ "\${#missing[@]}" -gt 0 ]; then
    az ad app permission add --id "$client_id" --api "$api" --api-permissions "\${missing[@]}" --only-show-errors
    echo "Added \${#missing[@]} permissions of $api."
  fi
}`;

function permissionCalls({ access }: RegistrationPlan): string {
  return access
    .map(({ resourceAppId, title, permissions }) => {
      const names = permissions.map(({ name }) => name).join(', ');
      const ids = permissions.map(({ id, type }) => ` \\\n    ${id}=${type}`).join('');
      return `  # ${commentText(`${title}: ${names}`)}\n  add_permissions ${resourceAppId}${ids}`;
    })
    .join('\n');
}

function tellRoles({ tellsRoles }: RegistrationPlan): string {
  if (!tellsRoles) return '';
  return `
  # The ID token then says whether an admin signed in. What is set already stays.
  claims=$(az ad app show --id "$client_id" --query groupMembershipClaims --output tsv)
  case "$claims" in
    '' | None) az ad app update --id "$client_id" --set groupMembershipClaims=DirectoryRole ;;
  esac`;
}

const credentials: Record<RegistrationPlan['credential'], string> = {
  client_secret: `  ${secretEnds}
  # Without --append every other secret would be removed.
  secret=$(az ad app credential reset --id "$client_id" --append --display-name Latchkey \\
    --end-date "$ends" --query password --output tsv --only-show-errors)`,
  certificate: `  # The public part only. Without --append every other credential would be removed.
  az ad app credential reset --id "$client_id" --append --display-name Latchkey \\
    --cert @"$certificate_file" --output none --only-show-errors`,
  federated: `${federatedBody}
  az ad app federated-credential create --id "$client_id" --parameters @"$work/federated.json" --output none`,
};

/** A bash script for the Azure CLI that makes the registration, or adds to one what it lacks; it removes nothing. */
export function azScript(plan: RegistrationPlan): string {
  const { graphUrl } = cloudTraits(plan.cloud);
  return `${heading(plan, 'the Azure CLI (az)')}
${settingsOf(plan)}

${selectCloud(plan)}
${signIn}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

${addPermissions}

is_new=no
if [ -z "$client_id" ]; then
  # Not "az ad app create": that one changes an app which happens to have the same name.
${fileOf('application.json', JSON.stringify(applicationBody(plan), null, 2))}
  client_id=$(az rest --method post --resource ${bashQuote(graphUrl)} --url ${bashQuote(`${graphUrl}/v1.0/applications`)} \\
    --headers Content-Type=application/json --body @"$work/application.json" --query appId --output tsv)
  is_new=yes
  echo 'Made a new registration.'
  # It takes a moment to be known everywhere.
  for wait in 1 2 4 8; do
    az ad app show --id "$client_id" --output none 2>/dev/null && break
    sleep "$wait"
  done
else
${audienceNote('$(az ad app show --id "$client_id" --query signInAudience --output tsv)', plan)}
${addMissing}
${permissionCalls(plan)}${tellRoles(plan)}
fi

az ad sp show --id "$client_id" --output none 2>/dev/null || az ad sp create --id "$client_id" --output none

${credentialStep(plan, credentials[plan.credential])}

echo
printf '%-16s%s\\n' 'Client ID' "$client_id" 'Tenant ID' "$tenant"${secretReport(plan)}

if [ "$admin_consent" = yes ]; then
  # A new service principal takes a moment to be known everywhere.
  for wait in 5 10 20 40 0; do
    az ad app permission admin-consent --id "$client_id" && break
    [ "$wait" -gt 0 ] || exit 1
    sleep "$wait"
  done
fi
`;
}
