import type { ServiceId } from '../entra/services.ts';

/** What a permission means, in the words of the person who is asked. */
const phrases: Record<string, string> = {
  openid: 'Sign you in',
  profile: 'See your name and user name',
  email: 'See your e-mail address',
  offline_access: 'Keep this access while you are away',
  'User.Read': 'Read your profile',
  'User.ReadWrite': 'Read and change your profile',
  'User.ReadBasic.All': 'Read the names and addresses of people in your organization',
  'User.Read.All': 'Read the full profiles of everyone in your organization',
  'Files.Read': 'Read your files',
  'Files.Read.All': 'Read every file you can open',
  'Files.ReadWrite': 'Read, change and delete your files',
  'Files.ReadWrite.All': 'Read, change and delete every file you can open',
  'Files.ReadWrite.AppFolder': 'Use a folder of its own among your files',
  'Files.Read.Selected': 'Read files that you pick',
  'Files.ReadWrite.Selected': 'Read and change files that you pick',
  'Sites.Read.All': 'Read documents and lists in every site you can open',
  'Sites.ReadWrite.All': 'Change or delete documents and lists in every site you can open',
  'Sites.Manage.All': 'Create, change and delete lists and documents in every site you can open',
  'Sites.FullControl.All': 'Do everything in every site you can open',
  'Mail.Read': 'Read your mail',
  'Mail.ReadWrite': 'Read, write and delete your mail',
  'Mail.Send': 'Send mail as you',
  'Calendars.Read': 'Read your calendars',
  'Calendars.ReadWrite': 'Read, change and delete events in your calendars',
  'Contacts.Read': 'Read your contacts',
  'Contacts.ReadWrite': 'Read, change and delete your contacts',
  'AllSites.Read': 'Read everything in SharePoint that you can open',
  'AllSites.Write': 'Read and change everything in SharePoint that you can open',
  'MyFiles.Read': 'Read your files in SharePoint',
  'MyFiles.Write': 'Read and change your files in SharePoint',
  'AppRoleAssignment.ReadWrite.All': 'Give and take the permissions that apps have in your organization',
  'Application.Read.All': 'Read the app registrations of your organization',
  'Application.ReadWrite.All': 'Read and change the app registrations of your organization',
  'DelegatedPermissionGrant.ReadWrite.All': 'Read and change what apps may do as people of your organization',
};

/** Services that are not named by their permissions. */
const titles: Partial<Record<ServiceId, string>> = {
  exchange: 'Exchange',
  'power-bi': 'Power BI',
  dataverse: 'Dataverse',
  'business-central': 'Business Central',
  'key-vault': 'Azure Key Vault',
  'azure-management': 'Azure',
  'azure-storage': 'Azure Storage',
};

export function describeScope({ name, resource }: { name: string; resource: { id: ServiceId } }): string {
  const service = titles[resource.id];
  if (name === 'user_impersonation') return `Use ${service ?? 'this service'} as you`;
  const known = phrases[name];
  if (known) return known;
  const [subject = '', ...verbs] = name.split('.');
  const reach = verbs.includes('AccessAsUser') ? 'Use your mailbox by' : verbPhrase(verbs);
  const where = service ? ` in ${service}` : verbs.includes('All') ? ' across your organization' : '';
  return `${reach} ${splitWords(subject)}${where}`;
}

function verbPhrase(verbs: string[]): string {
  if (verbs.some((verb) => verb.startsWith('FullControl'))) return 'Fully control';
  if (verbs.some((verb) => /ReadWrite|Write|Manage/.test(verb))) return 'Read and change';
  if (verbs.includes('Send')) return 'Send';
  if (verbs.includes('Create')) return 'Create';
  return verbs.some((verb) => verb.startsWith('Read')) ? 'Read' : 'Use';
}

function splitWords(name: string): string {
  if (/^[A-Z]+$/.test(name)) return name;
  return name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
