import { defineEntries, nothingForAdmin } from '#lib/microsoft/aadsts/define';

const approve = 'Open the admin-consent link you were sent and accept for the organization.';

/** Consent that is missing, was declined or is an admin's to give. */
export const consentEntries = defineEntries([
  {
    codes: { 65001: 'DelegationDoesNotExist' },
    meaning: 'Nobody has consented to what was asked, or the consent was removed.',
    operator: 'Send the user a reauthorize link, or their admin the admin-consent link.',
    endUser: 'The permission for this app is missing or was removed. Open the link again and accept.',
    admin: `The consent for this app is missing or was removed. ${approve}`,
    who: 'user',
    closes: 'resource',
  },
  {
    codes: { 65004: 'UserDeclinedConsent' },
    meaning: 'The user did not accept the permissions.',
    operator: 'Tell the user what the permissions are for; the same link can be opened again.',
    endUser:
      'You did not accept the permissions, so nothing was connected. Open the link again if you change your mind.',
    admin: `The user did not accept the permissions. ${approve}`,
    who: 'user',
  },
  {
    codes: { 90093: '', 90094: 'AdminConsentRequired' },
    meaning: 'In this tenant only an admin may grant what was asked.',
    operator: "Send the admin-consent link to the customer's admin; the waiting link goes on once they approved.",
    endUser: 'Your organization lets only an admin approve this app. Send your admin the link on this page.',
    admin: `Only an admin can approve what this app asks. ${approve}`,
    who: 'admin',
    closes: 'resource',
    page: true,
  },
  {
    codes: { 90095: 'AdminConsentRequiredRequestAccess' },
    meaning: "In this tenant users ask for approval, and the user's request waits for an admin.",
    operator: "Wait for the admin's decision, or send them the admin-consent link.",
    endUser: 'Your request went to your admin. Open your link again once it was approved.',
    admin:
      'A request for this app waits under Enterprise applications, Admin consent requests. Review and approve it there.',
    who: 'admin',
    closes: 'resource',
    page: true,
  },
  {
    codes: { 900941: '', 900981: '' },
    meaning:
      'Microsoft considers the app risky because its publisher is not verified, so only an admin may approve it.',
    operator: 'Send the admin-consent link, and verify the publisher of your app registration.',
    endUser: 'Microsoft lets only an admin approve this app. Send your admin the link on this page.',
    admin: `The publisher of this app is not verified, so Microsoft asks an admin. Check who sent it. ${approve}`,
    who: 'admin',
    closes: 'resource',
    page: true,
  },
  {
    codes: { 90099: '', 90130: '' },
    meaning: 'The app is not authorized in this tenant, or cannot be used without naming the tenant.',
    operator: "Send the admin-consent link; when it stays, set the integration to single tenant with the tenant's ID.",
    endUser: 'Your organization has not approved this app yet. Send your admin the link on this page.',
    admin: `The app is not authorized in your tenant. ${approve}`,
    who: 'admin',
    closes: 'resource',
  },
  {
    codes: { 65005: '', 650053: '', 650054: '', 650056: '', 650057: '' },
    meaning:
      'The app registration lacks a permission that was asked, or the permission does not exist at that resource.',
    operator:
      "Compare API permissions of the registration with the list on the integration's page and add what is missing, SharePoint included.",
    endUser: "This app is not set up completely on its maker's side. Tell the sender of the link.",
    admin: nothingForAdmin,
    who: 'operator',
    closes: 'configuration',
  },
  {
    codes: { 650052: '' },
    meaning: 'The tenant has no subscription for a service that was asked, for instance no SharePoint.',
    operator: 'Ask the customer whether they have the service; if not, choose a preset that does without it.',
    endUser: 'Your organization does not have a Microsoft service this app needs. Ask your admin.',
    admin: 'A service the app asks for is not in your subscription. Add or enable it, or ask the sender for less.',
    who: 'admin',
    closes: 'configuration',
  },
  {
    codes: { 50001: 'InvalidResource', 500011: 'InvalidResourceServicePrincipalNotFound' },
    meaning: 'The tenant does not know the resource that was asked: the host is wrong or the service is not there.',
    operator: "Check the resource's address; for SharePoint, whether the customer has it and has not renamed its host.",
    endUser: 'A Microsoft service this app needs was not found in your organization. Ask your admin.',
    admin: 'A resource the app asks for is not in your tenant. See that the service is licensed and enabled.',
    who: 'operator',
    closes: 'configuration',
  },
]);
