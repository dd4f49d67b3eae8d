import { cloudTraits, type RealCloud } from '#lib/clouds';
import type { RequiredAccess } from '../access.ts';
import { aboutLines } from './bash.ts';
import { accessOfType, type RegistrationPlan } from './plan.ts';
import { commentText, powerShellQuote } from './quote.ts';

/** The Graph module's own names for the clouds. */
const environments: Record<RealCloud, string> = {
  global: 'Global',
  'us-gov': 'USGov',
  'us-gov-dod': 'USGovDoD',
  china: 'China',
};

/** One line for each permission. */
function accessOf({ resourceAppId, title, permissions }: RequiredAccess): string {
  const lines = permissions.map(
    ({ id, name, type }) => `      @{ Id = '${id}'; Type = '${type}' } # ${commentText(name)}`,
  );
  return `  @{
    ResourceAppId = '${resourceAppId}' # ${commentText(title)}
    ResourceAccess = @(
${lines.join('\n')}
    )
  }`;
}

function settingsOf(plan: RegistrationPlan): string {
  const { clientId, homeTenantId, displayName, redirectUri, signInAudience } = plan;
  return `# Application (client) ID of a registration that exists; empty makes a new one.
$clientId = ${powerShellQuote(clientId)}
# Directory (tenant) ID in which it lives; empty: the one you sign in to.
$tenant = ${powerShellQuote(homeTenantId)}
$displayName = ${powerShellQuote(displayName)}
$redirectUri = ${powerShellQuote(redirectUri)}
$audience = '${signInAudience}'
# auto: a credential for a new registration only. yes: for an existing one too, beside those it has.
$addCredential = 'auto'
# $true: consents for everybody in this tenant; takes an Application Administrator or more.
$adminConsent = $false${credentialSettings(plan)}

$wanted = @(
${plan.access.map(accessOf).join('\n')}
)`;
}

function credentialSettings({ credential, cloud }: RegistrationPlan): string {
  if (credential === 'client_secret') return '';
  if (credential === 'certificate')
    return `
# The certificate (.cer, its public part) from the Credentials page of the integration.
$certificateFile = 'latchkey.cer'`;
  return `
# Who issues the assertion, and for whom: its iss and sub.
$issuer = ''
$subject = ''
$exchange = ${powerShellQuote(cloudTraits(cloud).tokenExchangeAudience)}`;
}

const addMissing = `  if ($app.SignInAudience -ne $audience) {
    Write-Warning "The registration is for $($app.SignInAudience), the integration for $audience. Change one of them."
  }
  # Everything that is there goes in again, and what is missing with it.
  $access = @($app.RequiredResourceAccess | ForEach-Object {
    @{
      ResourceAppId = $_.ResourceAppId
      ResourceAccess = @($_.ResourceAccess | ForEach-Object { @{ Id = $_.Id; Type = $_.Type } })
    }
  })
  foreach ($api in $wanted) {
    $present = $access | Where-Object { $_.ResourceAppId -eq $api.ResourceAppId } | Select-Object -First 1
    if (-not $present) { $access += $api; continue }
    foreach ($one in $api.ResourceAccess) {
      if ($present.ResourceAccess.Id -notcontains $one.Id) { $present.ResourceAccess += $one }
    }
  }
  $uris = @($app.Web.RedirectUris)
  if ($uris -cnotcontains $redirectUri) { $uris += $redirectUri }
  Update-MgApplication -ApplicationId $app.Id -RequiredResourceAccess $access -Web @{ RedirectUris = $uris }
  Write-Host 'Redirect URI and permissions are there.'`;

function tellRoles({ tellsRoles }: RegistrationPlan): string {
  if (!tellsRoles) return '';
  return `
  # The ID token then says whether an admin signed in. What is set already stays.
  if (-not $app.GroupMembershipClaims -or $app.GroupMembershipClaims -eq 'None') {
    Update-MgApplication -ApplicationId $app.Id -GroupMembershipClaims 'DirectoryRole'
  }`;
}

const credentials: Record<RegistrationPlan['credential'], string> = {
  client_secret: `  $secret = Add-MgApplicationPassword -ApplicationId $app.Id -PasswordCredential @{
    DisplayName = 'Latchkey'
    EndDateTime = (Get-Date).ToUniversalTime().AddMonths(6)
  }`,
  certificate: `  # Certificates are written as a whole: those that are there, with their keys, go in again.
  $file = (Resolve-Path -LiteralPath $certificateFile).ProviderPath
  $certificate = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new($file)
  $keys = @((Get-MgApplication -ApplicationId $app.Id -Property KeyCredentials).KeyCredentials)
  $keys += @{ Type = 'AsymmetricX509Cert'; Usage = 'Verify'; DisplayName = 'Latchkey'; Key = $certificate.RawData }
  Update-MgApplication -ApplicationId $app.Id -KeyCredentials $keys`,
  federated: `  if (-not $issuer -or -not $subject) { throw 'Set issuer and subject at the top to what the assertion says (iss, sub).' }
  New-MgApplicationFederatedIdentityCredential -ApplicationId $app.Id -BodyParameter @{
    Name = 'latchkey'; Issuer = $issuer; Subject = $subject; Audiences = @($exchange)
  } | Out-Null`,
};

const secretReport = `
if ($secret) {
  Write-Host "Client secret   $($secret.SecretText)"
  Write-Host "Expires         $($secret.EndDateTime)"
  Write-Host 'The secret is shown this once. Paste it in Latchkey and keep it nowhere else.'
}`;

/** What concerns a client secret, where the script makes one. */
function ofSecret({ credential }: RegistrationPlan, code: string): string {
  return credential === 'client_secret' ? code : '';
}

function roleGrants(plan: RegistrationPlan): string {
  const rows = accessOfType(plan, 'Role').map(
    ({ resourceAppId, permissions }) =>
      `    '${resourceAppId}' = @(${permissions.map(({ id }) => `'${id}'`).join(', ')})`,
  );
  if (rows.length === 0) return '';
  return `
if ($adminConsent) {
  $roles = @{
${rows.join('\n')}
  }
  foreach ($api in $roles.Keys) {
    $resource = Get-MgServicePrincipal -Filter "appId eq '$api'"
    $present = @((Get-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $principal.Id -All).AppRoleId)
    foreach ($role in $roles[$api]) {
      if ($present -contains $role) { continue }
      New-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $principal.Id -BodyParameter @{
        PrincipalId = $principal.Id; ResourceId = $resource.Id; AppRoleId = $role
      } | Out-Null
    }
  }
}
`;
}

function grants(plan: RegistrationPlan): string {
  const rows = accessOfType(plan, 'Scope').map(
    ({ resourceAppId, permissions }) =>
      `    '${resourceAppId}' = ${powerShellQuote(permissions.map(({ name }) => name).join(' '))}`,
  );
  return `if ($adminConsent) {
  $scopes = @{
${rows.join('\n')}
  }
  foreach ($api in $scopes.Keys) {
    $resource = Get-MgServicePrincipal -Filter "appId eq '$api'"
    $grant = Get-MgServicePrincipalOauth2PermissionGrant -ServicePrincipalId $principal.Id -All |
      Where-Object { $_.ResourceId -eq $resource.Id -and $_.ConsentType -eq 'AllPrincipals' } | Select-Object -First 1
    if ($grant) {
      # What was granted before stays.
      $all = ("$($grant.Scope) $($scopes[$api])".Split(' ') | Where-Object { $_ } | Select-Object -Unique) -join ' '
      Update-MgOauth2PermissionGrant -OAuth2PermissionGrantId $grant.Id -Scope $all
    } else {
      New-MgOauth2PermissionGrant -BodyParameter @{
        ClientId = $principal.Id; ConsentType = 'AllPrincipals'; ResourceId = $resource.Id; Scope = $scopes[$api]
      } | Out-Null
    }
  }
}`;
}

function connect(plan: RegistrationPlan): string {
  const { cloud } = plan;
  const scopes = ['DelegatedPermissionGrant.ReadWrite.All'];
  if (accessOfType(plan, 'Role').length > 0) scopes.push('AppRoleAssignment.ReadWrite.All');
  return `$signIn = @{ Environment = '${environments[cloud]}'; Scopes = @('Application.ReadWrite.All'); NoWelcome = $true }
if ($adminConsent) { $signIn.Scopes += ${scopes.map((scope) => `'${scope}'`).join(', ')} }
if ($tenant) { $signIn.TenantId = $tenant }
Connect-MgGraph @signIn`;
}

/** A Microsoft Graph PowerShell script that makes the registration, or adds to one what it lacks; it removes nothing. */
export function powerShellScript(plan: RegistrationPlan): string {
  const about = aboutLines(plan, 'Microsoft Graph PowerShell').map((line) => `# ${line}`);
  const version = plan.isForPersonal ? '\n    Api = @{ RequestedAccessTokenVersion = 2 }' : '';
  return `#Requires -Modules Microsoft.Graph.Authentication, Microsoft.Graph.Applications, Microsoft.Graph.Identity.SignIns
${about.join('\n')}
# The modules come with: Install-Module Microsoft.Graph -Scope CurrentUser
$ErrorActionPreference = 'Stop'

${settingsOf(plan)}

${connect(plan)}

$isNew = -not $clientId
if ($isNew) {
  $app = New-MgApplication -BodyParameter @{
    DisplayName = $displayName
    SignInAudience = $audience${version}
    Web = @{
      RedirectUris = @($redirectUri)
      ImplicitGrantSettings = @{ EnableAccessTokenIssuance = $false; EnableIdTokenIssuance = $false }
    }
    RequiredResourceAccess = $wanted${plan.tellsRoles ? "\n    GroupMembershipClaims = 'DirectoryRole'" : ''}
  }
  Write-Host 'Made a new registration.'
  # It takes a moment to be known everywhere.
  foreach ($wait in 1, 2, 4, 8) {
    if (Get-MgApplication -Filter "appId eq '$($app.AppId)'") { break }
    Start-Sleep -Seconds $wait
  }
} else {
  $app = Get-MgApplication -Filter "appId eq '$clientId'"
  if (-not $app) { throw 'No registration of this tenant has that client ID.' }
${addMissing}${tellRoles(plan)}
}

$principal = Get-MgServicePrincipal -Filter "appId eq '$($app.AppId)'"
if (-not $principal) { $principal = New-MgServicePrincipal -AppId $app.AppId }

${ofSecret(plan, '$secret = $null\n')}if ($addCredential -eq 'yes' -or ($addCredential -eq 'auto' -and $isNew)) {
${credentials[plan.credential]}
}

Write-Host ''
Write-Host "Client ID       $($app.AppId)"
Write-Host "Tenant ID       $((Get-MgContext).TenantId)"${ofSecret(plan, secretReport)}

${grants(plan)}
${roleGrants(plan)}`;
}
