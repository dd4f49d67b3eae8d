import { readTable } from './read-table.ts';

/** Applications, roles, devices, logs and the organization. */
export const directoryCalls = readTable(`
AdministrativeUnit.Read.All Directory.Read.All | - | AdministrativeUnit.Read.All Directory.Read.All Directory.ReadWrite.All
  GET /directory/administrativeunits
  GET /directory/administrativeunits/{}
  GET /directory/administrativeunits/{}/members
  GET /directory/administrativeunits/{}/members/{}
AdministrativeUnit.ReadWrite.All Group.ReadWrite.All Directory.ReadWrite.All | - | Group.Create Group.ReadWrite.All Directory.ReadWrite.All
  POST /directory/administrativeunits/{}/members
AppRegistration.Create Application.ReadWrite.All | - | AppRegistration.Create Application.ReadWrite.All
  POST /applications
AppRoleAssignment.ReadWrite.All Application.ReadWrite.All | - | AppRoleAssignment.ReadWrite.All Application.ReadWrite.All
  DELETE /serviceprincipals/{}/approleassignedto/{}
  DELETE /serviceprincipals/{}/approleassignments/{}
AppRoleAssignment.ReadWrite.All Application.Read.All | - | Application.Read.All
  POST /serviceprincipals/{}/inheritedapproleassignments
Application.Read.All | - | Application.Read.All
  GET /applications
  GET /applications/{}
  GET /applications/{}/extensionproperties
  GET /applications/{}/extensionproperties/{}
  GET /applications/{}/federatedidentitycredentials
  GET /applications/{}/owners
  GET /serviceprincipals
  GET /serviceprincipals/{}
  GET /serviceprincipals/{}/approleassignedto
  GET /serviceprincipals/{}/approleassignments
  GET /serviceprincipals/{}/createdobjects
  GET /serviceprincipals/{}/delegatedpermissionclassifications
  GET /serviceprincipals/{}/inheritedapproleassignments
  GET /serviceprincipals/{}/memberof
  GET /serviceprincipals/{}/ownedobjects
  GET /serviceprincipals/{}/owners
  GET /serviceprincipals/{}/transitivememberof
Application.Read.All User.Read Device.Read.All GroupMember.Read.All | - | Application.Read.All Device.Read.All User.Read.All User.ReadWrite.All GroupMember.Read.All Group.Read.All Group.ReadWrite.All
  POST /contacts/{}/checkmemberobjects
  POST /contacts/{}/getmemberobjects
  POST /devices/{}/checkmemberobjects
  POST /devices/{}/getmemberobjects
  POST /directoryobjects/{}/checkmemberobjects
  POST /directoryobjects/{}/getmemberobjects
  POST /serviceprincipals/{}/checkmemberobjects
  POST /serviceprincipals/{}/getmemberobjects
Application.Read.All Device.Read.All User.Read.All GroupMember.Read.All | - | Application.Read.All Device.Read.All User.Read.All User.ReadWrite.All GroupMember.Read.All Group.Read.All Group.ReadWrite.All
  POST /contacts/{}/checkmembergroups
  POST /devices/{}/checkmembergroups
  POST /directoryobjects/{}/checkmembergroups
  POST /serviceprincipals/{}/checkmembergroups
Application.Read.All Device.Read.All User.Read.All GroupMember.Read.All | - | Application.Read.All Device.Read.All User.Read.All GroupMember.Read.All Group.Read.All Group.ReadWrite.All
  POST /contacts/{}/getmembergroups
  POST /devices/{}/getmembergroups
  POST /directoryobjects/{}/getmembergroups
  POST /serviceprincipals/{}/getmembergroups
Application.Read.All | - | -
  POST /applications/validatepartner
Application.ReadWrite.All Directory.ReadWrite.All | - | Application.ReadWrite.OwnedBy Application.ReadWrite.All Directory.ReadWrite.All
  POST /applications/{}/addkey
  POST /applications/{}/addpassword
  POST /applications/{}/extensionproperties
  DELETE /applications/{}/extensionproperties/{}
  DELETE /applications/{}/owners/{}
  POST /applications/{}/removekey
  POST /applications/{}/removepassword
  POST /serviceprincipals
  PATCH DELETE /serviceprincipals/{}
  POST /serviceprincipals/{}/addkey
  POST /serviceprincipals/{}/addpassword
  POST /serviceprincipals/{}/addtokensigningcertificate
  DELETE /serviceprincipals/{}/owners/{}
  POST /serviceprincipals/{}/removekey
  POST /serviceprincipals/{}/removepassword
Application.ReadWrite.All Policy.Read.All | - | Application.ReadWrite.OwnedBy Policy.Read.All Application.ReadWrite.All
  GET POST /applications/{}/tokenissuancepolicies
  DELETE /applications/{}/tokenissuancepolicies/{}
  GET POST /applications/{}/tokenlifetimepolicies
  DELETE /applications/{}/tokenlifetimepolicies/{}
  GET POST /serviceprincipals/{}/claimsmappingpolicies
  DELETE /serviceprincipals/{}/claimsmappingpolicies/{}
  GET POST /serviceprincipals/{}/homerealmdiscoverypolicies
  DELETE /serviceprincipals/{}/homerealmdiscoverypolicies/{}
  GET POST /serviceprincipals/{}/tokenlifetimepolicies
Application.ReadWrite.All | - | Application.ReadWrite.OwnedBy Application.ReadWrite.All
  PATCH DELETE /applications/{}
  POST /applications/{}/federatedidentitycredentials
  GET PATCH DELETE /applications/{}/federatedidentitycredentials/{}
  PUT /applications/{}/logo
  POST /applications/{}/repair
  POST /serviceprincipals/{}/permanentdelete
  DELETE /serviceprincipals/{}/tokenlifetimepolicies/{}
Application.ReadWrite.All Directory.Read.All | - | Application.ReadWrite.OwnedBy Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All
  POST /applications/{}/owners
  POST /serviceprincipals/{}/owners
Application.ReadWrite.All | - | -
  POST /applications/{}/setverifiedpublisher
  POST /applications/{}/unsetverifiedpublisher
Application.ReadWrite.All | - | Application.ReadWrite.All
  DELETE /applications/{}/federatedidentitycredentials
AuditLog.Read.All | - | AuditLog.Read.All
  GET /auditlogs/signins
  GET /auditlogs/signins/{}
  GET /auditlogs/signups
  GET /auditlogs/signups/{}
  GET /reports/authenticationmethods/userregistrationdetails
  GET /reports/authenticationmethods/userregistrationdetails/{}
AuditLog.Read.All Directory.Read.All | - | AuditLog.Read.All Directory.Read.All
  GET /auditlogs/directoryaudits
  GET /auditlogs/directoryaudits/{}
DelegatedPermissionGrant.ReadWrite.All | - | DelegatedPermissionGrant.ReadWrite.All
  POST /oauth2permissiongrants
  PATCH DELETE /oauth2permissiongrants/{}
Device.Read.All | - | Device.Read.All
  GET /devices
  GET /devices/delta
  GET /devices/{}
  GET /devices/{}/memberof
  GET /devices/{}/registeredowners
  GET /devices/{}/registeredusers
  GET /devices/{}/transitivememberof
Directory.Read.All | - | Directory.Read.All
  POST /directoryobjects/getbyids
  GET /directoryobjects/{}
  GET /serviceprincipals/{}/inheritedoauth2permissiongrants
  GET /serviceprincipals/{}/oauth2permissiongrants
Directory.Read.All Application.ReadWrite.All | - | Application.ReadWrite.OwnedBy Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All
  GET /applications/delta
  GET /serviceprincipals/delta
Domain.Read.All Directory.Read.All | - | Domain.Read.All Directory.Read.All
  GET /domains
  GET /domains/{}
  GET /domains/{}/rootdomain
Group.Read.All Directory.Read.All | - | Group.Read.All Directory.Read.All Directory.ReadWrite.All
  POST /directoryobjects/validateproperties
OrgContact.Read Directory.Read.All | - | OrgContact.Read Directory.Read.All
  GET /contacts/{}/transitivereports/$count
OrgContact.Read.All Directory.Read.All | - | OrgContact.Read.All Directory.Read.All Directory.ReadWrite.All
  GET /contacts
  GET /contacts/delta
  GET /contacts/{}
OrgContact.Read.All Group.Read.All Directory.Read.All | - | OrgContact.Read.All Group.Read.All Directory.Read.All Directory.ReadWrite.All
  GET /contacts/{}/directreports
  GET /contacts/{}/manager
  GET /contacts/{}/memberof
OrgContact.Read.All Group.Read.All Directory.Read.All | - | OrgContact.Read.All Group.Read.All Directory.Read.All
  GET /contacts/{}/transitivememberof
Organization.Read.All | - | Organization.Read.All
  GET /organization/{}/certificatebasedauthconfiguration
  GET /organization/{}/certificatebasedauthconfiguration/{}
  GET /organization/{}/settings/contactinsights
  GET /organization/{}/settings/microsoftapplicationdataaccess
Organization.ReadWrite.All User.ReadWrite.All | - | -
  PATCH /organization/{}/settings/iteminsights
  PATCH /organization/{}/settings/peopleinsights
Organization.ReadWrite.All User.ReadWrite.All | - | Organization.ReadWrite.All User.ReadWrite.All
  PATCH /organization/{}/settings/contactinsights
OrganizationalBranding.Read.All Organization.Read.All | - | OrganizationalBranding.Read.All Organization.Read.All
  GET /organization/{}/branding/localizations/{}/{}
ProvisioningLog.Read.All AuditLog.Read.All Directory.Read.All | - | AuditLog.Read.All Directory.Read.All
  GET /auditlogs/provisioning
RoleManagement.Read.Directory Directory.Read.All | - | RoleManagement.Read.Directory Directory.Read.All Directory.ReadWrite.All
  GET /directory/administrativeunits/{}/scopedrolemembers
  GET /directory/administrativeunits/{}/scopedrolemembers/{}
  GET /directoryroles
  GET /directoryroles/{}
  GET /directoryroles/{}/members
  GET /directoryroles/{}/scopedmembers
  GET /directoryroles/delta
  GET /directoryroletemplates
  GET /directoryroletemplates/{}
User.DeleteRestore.All User.ReadWrite.All | - | User.DeleteRestore.All User.ReadWrite.All
  POST /directory/deleteditems/{}/restore
User.Invite.All User.ReadWrite.All | - | User.Invite.All User.ReadWrite.All
  POST /invitations
User.Read Organization.Read.All | - | OrganizationalBranding.Read.All Organization.Read.All User.Read.All
  GET /organization/{}/branding
  GET /organization/{}/branding/localizations
  GET /organization/{}/branding/localizations/{}
User.Read | - | -
  GET /organization/{}/settings
  GET /organization/{}/settings/profilecardproperties
  GET /organization/{}/settings/profilecardproperties/{}
User.Read.All | - | -
  GET /organization/{}/settings/iteminsights
  GET /organization/{}/settings/peopleinsights
User.ReadWrite User.ReadWrite.All | - | -
  POST /organization/{}/settings/profilecardproperties
  PATCH DELETE /organization/{}/settings/profilecardproperties/{}
RoleManagement.Read.Directory Directory.Read.All | - | RoleManagement.Read.Directory Directory.Read.All
  GET /rolemanagement/directory/roleassignments
  GET /rolemanagement/directory/roleassignments/{}
  GET /rolemanagement/directory/roledefinitions
  GET /rolemanagement/directory/roledefinitions/{}
`);
