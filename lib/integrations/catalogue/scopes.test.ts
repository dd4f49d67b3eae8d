import { expect, test } from 'vitest';
import { findScope, SCOPES } from '#lib/integrations/catalogue/scopes';

// Published by Microsoft: name, GUID, and the marks a (admin consent), p (personal accounts), b (blocked by the
// consent policy Microsoft manages). Sites.* carry no p on purpose.
const published: [name: string, id: string, marks: string][] = [
  ['openid', '37f7f235-527c-4136-accd-4a02d197296e', 'p'],
  ['profile', '14dad69e-099b-42c9-810b-d002981feec1', 'p'],
  ['email', '64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0', 'p'],
  ['offline_access', '7427e0e9-2fba-42fe-b0c0-848c9e6a8182', 'p'],
  ['User.Read', 'e1fe6dd8-ba31-4d61-89e7-88639da4683d', 'p'],
  ['Files.Read', '10465720-29dd-4523-a11a-6a75c743c9d9', 'p'],
  ['Files.Read.All', 'df85f4d6-205c-4ac5-a5ea-6bf408dba283', 'pb'],
  ['Files.ReadWrite', '5c28f0bf-8a70-41f1-8ab2-9032436ddb65', 'p'],
  ['Files.ReadWrite.All', '863451e7-0667-486c-a5d6-d135439485f0', 'pb'],
  ['Files.ReadWrite.AppFolder', '8019c312-3263-48e6-825e-2b833497195b', 'p'],
  ['Files.SelectedOperations.Selected', 'ef2779dc-ef1b-4211-8310-8a0ac2450081', ''],
  ['Sites.Read.All', '205e70e5-aba6-4c52-a976-6d2d46c48043', 'b'],
  ['Files.Read.Selected', '5447fe39-cb82-4c1a-b977-520e67e724eb', ''],
  ['Sites.ReadWrite.All', '89fe6a52-be36-487e-b7d8-d061c450a026', 'b'],
  ['Sites.Manage.All', '65e50fdc-43b7-4915-933e-e8138f11f40a', ''],
  ['Sites.FullControl.All', '5a54b8b3-347c-476d-8f8e-42d5c7424d29', 'a'],
  ['Sites.Selected', 'f89c84ef-20d0-4b54-87e9-02e856d66d53', ''],
  ['Lists.SelectedOperations.Selected', '033b51ee-d6fa-4add-b627-ee680c7212b5', 'a'],
  ['ListItems.SelectedOperations.Selected', 'd6d361b3-211a-4191-9fa7-15f72de4aac4', 'a'],
  ['TermStore.Read.All', '297f747b-0005-475b-8fef-c890f5152b38', 'a'],
  ['Mail.Read', '570282fd-fa5c-430d-a7fd-fc8dc98a9dca', 'pb'],
  ['Mail.ReadBasic', 'a4b8392a-d8d1-4954-a029-8e668a39a170', 'pb'],
  ['Mail.ReadWrite', '024d486e-b451-40bb-833d-3e66d98c5c73', 'pb'],
  ['Mail.Send', 'e383f46e-2787-4529-855e-0e479a3ffac0', 'p'],
  ['Mail.Read.Shared', '7b9103a5-4610-446b-9670-80643382c1fa', 'b'],
  ['Mail.ReadWrite.Shared', '5df07973-7d5d-46ed-9847-1271055cbd51', 'b'],
  ['Mail.Send.Shared', 'a367ab51-6b49-43bf-a716-a1fb06d2a174', ''],
  ['MailboxSettings.Read', '87f447af-9fa4-4c32-9dfa-4a57a73d18ce', 'pb'],
  ['MailboxSettings.ReadWrite', '818c620a-27a9-40bd-a6a5-d96f7d610b4b', 'pb'],
  ['IMAP.AccessAsUser.All', '652390e4-393a-48de-9484-05f9b1212954', 'pb'],
  ['POP.AccessAsUser.All', 'd7b7f2d9-0f45-4ea1-9d42-e50810c06991', 'pb'],
  ['SMTP.Send', '258f6531-6087-4cc4-bb90-092c5fb3ed3f', 'p'],
  ['EWS.AccessAsUser.All', '9769c687-087d-48ac-9cb3-c37dde652038', 'b'],
  ['Calendars.Read', '465a38f9-76ea-45b9-9f34-9e8b0d4b0b42', 'pb'],
  ['Calendars.ReadBasic', '662d75ba-a364-42ad-adee-f5f880ea4878', 'apb'],
  ['Calendars.ReadWrite', '1ec239c2-d7c9-4623-a91a-a9775856bb36', 'pb'],
  ['Calendars.Read.Shared', '2b9c4092-424d-4249-948d-b43879977640', 'pb'],
  ['Calendars.ReadWrite.Shared', '12466101-c9b8-439a-8589-dd09ee67e8e9', 'b'],
  ['OnlineMeetings.Read', '9be106e1-f4e3-4df5-bdff-e4bc531cbe43', 'b'],
  ['OnlineMeetings.ReadWrite', 'a65f2972-a4f8-4f5e-afd7-69ccb046d5dc', 'b'],
  ['Place.Read.All', 'cb8f45a0-5c2e-4ea1-b803-84b870a7d7ec', 'a'],
  ['Contacts.Read', 'ff74d97f-43af-4b68-9f2a-b77ee6968c5d', 'p'],
  ['Contacts.ReadWrite', 'd56682ec-c09e-4743-aaf4-1a3aac4caa21', 'pb'],
  ['Contacts.Read.Shared', '242b9d9e-ed24-4d09-9a52-f43769beb9d4', 'b'],
  ['Contacts.ReadWrite.Shared', 'afb6c84b-06be-49af-80bb-8f3f77004eab', 'b'],
  ['People.Read', 'ba47897c-39ec-4d83-8086-ee8256fa737d', 'pb'],
  ['People.Read.All', 'b89f9189-71a5-4e70-b041-9887f0bc7e4a', 'a'],
  ['User.ReadBasic.All', 'b340eb25-3456-403f-be2f-af7a0d370277', ''],
  ['User.Read.All', 'a154be20-db9c-4678-8ab7-66f6cc099a59', 'a'],
  ['MyFiles.Read', 'dd2c8d78-58e1-46d7-82dd-34d411282686', ''],
  ['MyFiles.Write', '2cfdc887-d7b4-4798-9b33-3d98d6b95dd2', ''],
  ['AllSites.Read', '4e0d77b0-96ba-4398-af14-3baa780278f4', ''],
  ['AllSites.Write', '640ddd16-e5b7-4d71-9690-3f4022699ee7', ''],
];

test.each(published)('%s has its GUID and marks', (name, id, marks) => {
  expect(findScope(name)).toMatchObject({
    name,
    id,
    adminConsent: marks.includes('a'),
    personalAccounts: marks.includes('p'),
    blockedByManagedPolicy: marks.includes('b'),
  });
});

test('nothing else is in the catalogue, and nothing twice', () => {
  expect(SCOPES.map(({ name }) => name).toSorted()).toEqual(published.map(([name]) => name).toSorted());
});

test('a name is found in any case', () => {
  expect(findScope('files.readwrite.ALL')?.name).toBe('Files.ReadWrite.All');
  expect(findScope('Files.Write')).toBeUndefined();
});

test.each(SCOPES)('$name says what it allows in plain sentences', ({ line, endUserLine }) => {
  expect(line).toMatch(/^[A-Z][^!]+\.$/);
  expect(endUserLine).toMatch(/^[A-Z][^!]+[^.!]$/);
});

test.each(SCOPES.filter(({ covers }) => covers.length > 0))('$name covers scopes of its own resource', (scope) => {
  const covered = scope.covers.map((name) => findScope(name)?.resource);
  expect(covered).toEqual(scope.covers.map(() => scope.resource));
});
