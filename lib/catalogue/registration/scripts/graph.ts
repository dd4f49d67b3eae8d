import { cloudTraits } from '#lib/clouds';
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
import { accessOfType, applicationBody, manifestAccess, type RegistrationPlan } from './plan.ts';
import { bashQuote, commentText } from './quote.ts';

const call = `# One call: method, path, and a file with the body if there is one. The token stays out of the process list.
call() {
  if ! curl --silent --show-error --fail-with-body --request "$1" --header @"$work/headers" --output "$work/answer" \\
    \${3:+--data-binary @"$3"} "$graph/v1.0$2"; then
    cat "$work/answer" >&2
    return 1
  fi
  cat "$work/answer"
}`;

const merge = `  # Everything that is there goes in again, and what is missing with it.
  jq --arg uri "$redirect_uri" --slurpfile wanted "$work/permissions.json" '{
    web: { redirectUris: (.web.redirectUris + [$uri] | unique) },
    requiredResourceAccess: (.requiredResourceAccess + $wanted[0] | group_by(.resourceAppId) | map({
      resourceAppId: .[0].resourceAppId,
      resourceAccess: (map(.resourceAccess[]) | unique_by([.id, .type]))
    }))
  }' "$work/app.json" > "$work/changes.json"
  call PATCH "/applications/$id" "$work/changes.json"
  echo 'Redirect URI and permissions are there.'`;

function tellRoles({ tellsRoles }: RegistrationPlan): string {
  if (!tellsRoles) return '';
  return `
  # The ID token then says whether an admin signed in. What is set already stays.
  if jq --exit-status '(.groupMembershipClaims // "None") == "None"' "$work/app.json" > /dev/null; then
    printf '{"groupMembershipClaims":"DirectoryRole"}' > "$work/claims.json"
    call PATCH "/applications/$id" "$work/claims.json"
  fi`;
}

const credentials: Record<RegistrationPlan['credential'], string> = {
  client_secret: `  ${secretEnds}
  jq --null-input --arg ends "\${ends}T00:00:00Z" \\
    '{ passwordCredential: { displayName: "Latchkey", endDateTime: $ends } }' > "$work/secret.json"
  secret=$(call POST "/applications/$id/addPassword" "$work/secret.json" | jq --raw-output .secretText)`,
  certificate: `  # Certificates are written as a whole: those that are there, with their keys, go in again.
  call GET "/applications/$id?\\$select=keyCredentials" > "$work/keys.json"
  openssl x509 -in "$certificate_file" -outform DER 2>/dev/null > "$work/der" ||
    openssl x509 -inform DER -in "$certificate_file" -outform DER > "$work/der"
  base64 < "$work/der" | tr -d '\\n' > "$work/der.txt"
  jq --rawfile key "$work/der.txt" '{ keyCredentials: (.keyCredentials +
    [{ type: "AsymmetricX509Cert", usage: "Verify", displayName: "Latchkey", key: $key }]) }' \\
    "$work/keys.json" > "$work/certificate.json"
  call PATCH "/applications/$id" "$work/certificate.json"`,
  federated: `${federatedBody}
  call POST "/applications/$id/federatedIdentityCredentials" "$work/federated.json" > /dev/null`,
};

const grant = `# Consents for everybody in this tenant: \`grant <API's app ID> <permissions>\`. What was granted before stays.
grant() {
  resource=$(call GET "/servicePrincipals(appId='$1')?\\$select=id" | jq --raw-output .id)
  call GET "/servicePrincipals/$principal/oauth2PermissionGrants" | jq --arg resource "$resource" \\
    'first(.value[] | select(.resourceId == $resource and .consentType == "AllPrincipals")) // empty' > "$work/grant.json"
  if [ -s "$work/grant.json" ]; then
    jq --arg scope "$2" '{ scope: (.scope + " " + $scope | split(" ") | map(select(. != "")) | unique | join(" ")) }' \\
      "$work/grant.json" > "$work/scope.json"
    call PATCH "/oauth2PermissionGrants/$(jq --raw-output .id "$work/grant.json")" "$work/scope.json"
  else
    jq --null-input --arg client "$principal" --arg resource "$resource" --arg scope "$2" \\
      '{ clientId: $client, consentType: "AllPrincipals", resourceId: $resource, scope: $scope }' > "$work/scope.json"
    call POST /oauth2PermissionGrants "$work/scope.json" > /dev/null
  fi
}`;

// Graph's own application permissions take AppRoleAssignment.ReadWrite.All.
const assign = `# Grants application permissions in this tenant: \`assign <API's app ID> <ids>\`. What was granted before stays.
assign() {
  api=$1
  shift
  resource=$(call GET "/servicePrincipals(appId='$api')?\\$select=id" | jq --raw-output .id)
  call GET "/servicePrincipals/$principal/appRoleAssignments" | jq --raw-output '.value[].appRoleId' > "$work/roles"
  for role in "$@"; do
    grep -qixF -e "$role" "$work/roles" && continue
    jq --null-input --arg client "$principal" --arg resource "$resource" --arg role "$role" \\
      '{ principalId: $client, resourceId: $resource, appRoleId: $role }' > "$work/role.json"
    call POST "/servicePrincipals/$principal/appRoleAssignments" "$work/role.json" > /dev/null
  done
}`;

function assignCalls(plan: RegistrationPlan): string {
  return accessOfType(plan, 'Role')
    .map(({ resourceAppId, permissions }) => `\n  assign ${resourceAppId} ${permissions.map(({ id }) => id).join(' ')}`)
    .join('');
}

function grantCalls(plan: RegistrationPlan): string {
  return accessOfType(plan, 'Scope')
    .map(({ resourceAppId, permissions }) => {
      const names = permissions.map(({ name }) => name).join(' ');
      return `  grant ${resourceAppId} ${bashQuote(names)}`;
    })
    .join('\n');
}

function permissionComments({ access }: RegistrationPlan): string {
  return access
    .map(({ title, permissions }) => `# ${commentText(`${title}: ${permissions.map(({ name }) => name).join(', ')}`)}`)
    .join('\n');
}

const token = `if [ -z "\${GRAPH_TOKEN:-}" ]; then
  GRAPH_TOKEN=$(az account get-access-token --resource "$graph" \${tenant:+--tenant "$tenant"} --query accessToken --output tsv)
fi
printf 'Authorization: Bearer %s\\nContent-Type: application/json\\n' "$GRAPH_TOKEN" > "$work/headers"`;

/** A bash script that registers the app by plain Microsoft Graph calls (curl, jq); it removes nothing. */
export function graphScript(plan: RegistrationPlan): string {
  return `${heading(plan, 'plain Microsoft Graph calls (curl and jq)')}
# GRAPH_TOKEN is a token with Application.ReadWrite.All (to consent also
# DelegatedPermissionGrant.ReadWrite.All, and AppRoleAssignment.ReadWrite.All for application permissions), for
# instance from Graph Explorer; without one the Azure CLI is asked.
${settingsOf(plan)}
graph=\${GRAPH_URL:-${cloudTraits(plan.cloud).graphUrl}}

umask 077
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
${token}
${call}

${permissionComments(plan)}
${fileOf('permissions.json', JSON.stringify(manifestAccess(plan), null, 2)).trimStart()}

is_new=no
if [ -z "$client_id" ]; then
${fileOf('application.json', JSON.stringify(applicationBody(plan), null, 2))}
  call POST /applications "$work/application.json" > "$work/app.json"
  is_new=yes
  echo 'Made a new registration.'
  # It takes a moment to be known everywhere.
  for wait in 1 2 4 8; do
    call GET "/applications/$(jq --raw-output .id "$work/app.json")?\\$select=id" > /dev/null 2>&1 && break
    sleep "$wait"
  done
else
  call GET "/applications(appId='$client_id')?\\$select=id,appId,signInAudience,groupMembershipClaims,web,requiredResourceAccess" > "$work/app.json"
fi
client_id=$(jq --raw-output .appId "$work/app.json")
id=$(jq --raw-output .id "$work/app.json")
if [ "$is_new" = no ]; then
${audienceNote('$(jq --raw-output .signInAudience "$work/app.json")', plan)}
${merge}${tellRoles(plan)}
fi

if ! call GET "/servicePrincipals(appId='$client_id')?\\$select=id,appOwnerOrganizationId" > "$work/principal.json" 2>/dev/null; then
  jq --null-input --arg id "$client_id" '{ appId: $id }' > "$work/new-principal.json"
  call POST /servicePrincipals "$work/new-principal.json" > "$work/principal.json"
fi
principal=$(jq --raw-output .id "$work/principal.json")

${credentialStep(plan, credentials[plan.credential])}

echo
printf '%-16s%s\\n' 'Client ID' "$client_id" \\
  'Tenant ID' "$(jq --raw-output '.appOwnerOrganizationId // "see the overview of the app"' "$work/principal.json")"${secretReport(plan)}

${grant}${assignCalls(plan) && `\n\n${assign}\n`}
if [ "$admin_consent" = yes ]; then
${grantCalls(plan)}${assignCalls(plan)}
fi
`;
}
