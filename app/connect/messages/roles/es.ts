import type { RoleTexts } from './define';

export const es: RoleTexts = {
  'graph/Sites.Selected': 'Usar solo los sitios de SharePoint que usted habilite para esta aplicación, y ninguno antes',
  'graph/Lists.SelectedOperations.Selected':
    'Usar solo las listas de SharePoint que su organización habilite para esta aplicación',
  'graph/Sites.Read.All': 'Leer todos los sitios de SharePoint de su organización',
  'graph/Sites.ReadWrite.All': 'Leer y modificar elementos de todos los sitios de SharePoint de su organización',
  'graph/Sites.FullControl.All':
    'Hacer cualquier cosa en todos los sitios de SharePoint de su organización, incluso decidir quién tiene acceso',
  'graph/Files.SelectedOperations.Selected': 'Usar solo los archivos que su organización habilite para esta aplicación',
  'graph/Files.Read.All': 'Leer todos los archivos de su organización, en cada OneDrive y en SharePoint',
  'graph/Files.ReadWrite.All':
    'Leer, agregar, modificar y eliminar todos los archivos de su organización, en cada OneDrive y en SharePoint',
  'sharepoint/Sites.Selected':
    'Usar solo los sitios de SharePoint que usted habilite para esta aplicación, y ninguno antes',
  'sharepoint/Sites.Read.All': 'Leer todos los sitios de SharePoint de su organización',
  'sharepoint/Sites.ReadWrite.All': 'Leer y modificar elementos de todos los sitios de SharePoint de su organización',
  'sharepoint/Sites.FullControl.All':
    'Hacer cualquier cosa en todos los sitios de SharePoint de su organización, incluso decidir quién tiene acceso',
  'graph/Mail.ReadBasic':
    'Ver en todos los buzones quién escribió a quién, cuándo y sobre qué, pero ni el texto ni los datos adjuntos',
  'graph/Mail.Read': 'Leer el correo de todos los buzones de su organización',
  'graph/Mail.ReadWrite':
    'Leer, modificar y eliminar el correo de todos los buzones de su organización, pero no enviar',
  'graph/Mail.Send': 'Enviar correo en nombre de cualquier persona de su organización',
  'graph/MailboxSettings.Read':
    'Leer la configuración de todos los buzones, como la zona horaria y las respuestas automáticas',
  'exchange/full_access_as_app': 'Hacer cualquier cosa en todos los buzones de su organización',
  'graph/Calendars.Read': 'Leer todos los calendarios de su organización',
  'graph/Calendars.ReadWrite':
    'Leer, agregar, modificar y eliminar eventos en todos los calendarios de su organización',
  'graph/Place.Read.All': 'Ver las salas y los edificios de su organización',
  'graph/Contacts.Read': 'Leer la libreta de direcciones de cada persona de su organización',
  'graph/Contacts.ReadWrite': 'Leer, agregar, modificar y eliminar contactos en todas las libretas de direcciones',
  'graph/People.Read.All': 'Ver quién trabaja con quién en su organización',
  'graph/Team.ReadBasic.All': 'Ver los nombres de todos los equipos',
  'graph/Channel.ReadBasic.All': 'Ver los nombres de todos los canales',
  'graph/TeamMember.Read.All': 'Ver quién forma parte de cada equipo',
  'graph/ChannelMessage.Read.All': 'Leer los mensajes de todos los canales de todos los equipos',
  'graph/Presence.Read.All': 'Ver si las personas de su organización están disponibles, ocupadas o ausentes',
  'graph/TeamsActivity.Send': 'Enviar notificaciones de Teams a cualquier persona de su organización',
  'graph/OnlineMeetingTranscript.Read.All': 'Leer las transcripciones de las reuniones en línea',
  'graph/OnlineMeetingRecording.Read.All': 'Ver las grabaciones de las reuniones en línea',
  'graph/User.ReadBasic.All': 'Ver el nombre, la dirección y la foto de cada persona de su organización',
  'graph/User.Read.All': 'Leer los perfiles de todas las personas de su organización',
  'graph/User.ReadWrite.All': 'Leer y modificar los perfiles de todas las personas de su organización',
  'graph/GroupMember.Read.All': 'Ver todos los grupos y sus miembros',
  'graph/GroupMember.ReadWrite.All': 'Agregar y quitar miembros de todos los grupos',
  'graph/Group.Read.All': 'Leer todos los grupos con sus conversaciones, calendarios y archivos',
  'graph/Group.ReadWrite.All': 'Crear, modificar y eliminar todos los grupos',
  'graph/Organization.Read.All': 'Leer el nombre, los dominios y las licencias de su organización',
  'graph/Device.Read.All': 'Ver los dispositivos de su organización',
  'graph/Application.Read.All': 'Ver las aplicaciones de su organización y lo que pueden hacer',
  'graph/AuditLog.Read.All': 'Leer los registros de inicio de sesión y de auditoría de su organización',
  'graph/RoleManagement.Read.Directory': 'Ver quién tiene cada rol de administrador',
  'graph/Policy.Read.All': 'Leer las directivas de su organización',
  'graph/Directory.Read.All': 'Leer todo el directorio de su organización',
  'graph/Directory.ReadWrite.All': 'Leer y modificar el directorio de su organización',
};
