import { type MessageTexts, permissionList } from '../message';

export const de: MessageTexts = {
  invitation: ({ who, account, expires }) => ({
    subject: `Microsoft-Konto${who ? ` mit ${who}` : ''} verbinden`,
    body: `Guten Tag,

bitte verbinden Sie hier Ihr Microsoft-Konto${who ? ` mit ${who}` : ''}:

{url}
${account ? `\nMelden Sie sich bei Microsoft als ${account} an; jedes andere Konto wird abgelehnt.\n` : ''}
Die Seite sagt, was verlangt wird, bevor etwas geschieht. Der Link ist gültig bis ${expires} und kann einmal verwendet werden.`,
  }),
  reauthorize: ({ who, what, account, expires }) => ({
    subject: `Erneut anmelden: ${what}`,
    body: `Guten Tag,

${who ? `${who} kann` : 'wir können'} Ihr Microsoft-Konto (${what}) nicht mehr erreichen oder ${who ? 'braucht' : 'brauchen'} mehr Berechtigungen als bisher. Melden Sie sich hier noch einmal damit an; alles bisher Eingerichtete bleibt erhalten:

{url}

Nur ${account ? `${account}, das zuvor verbundene Konto,` : 'das zuvor verbundene Konto'} kann den Link verwenden. Er ist gültig bis ${expires} und kann einmal verwendet werden.`,
  }),
  admin: ({ who, what, permissions, expires }) => ({
    subject: `Genehmigung bei Microsoft nötig: ${what}${who ? ` für ${who}` : ''}`,
    body: `Guten Tag,

Personen in Ihrer Organisation möchten ihre Microsoft-Konten (${what})${who ? ` mit ${who}` : ''} verbinden. Das darf bei Microsoft nur die Administration genehmigen. Bitte sehen Sie sich die Anfrage an und genehmigen Sie sie hier:

{url}

Verlangt werden diese Berechtigungen, jeweils im Namen der Person, die sich anmeldet:
${permissionList(permissions)}

Die Genehmigung gibt noch niemandes Daten frei: Jede Person verbindet ihr Konto selbst, und die App kann nicht mehr als diese Person. Sie können sie im Entra Admin Center unter „Unternehmensanwendungen“ widerrufen.

Sie benötigen die Rolle Cloudanwendungsadministrator, Anwendungsadministrator oder Globaler Administrator. Der Link ist gültig bis ${expires}.`,
  }),
  tenant: ({ who, what, permissions, expires }) => ({
    subject: `Genehmigung bei Microsoft nötig: ${what}${who ? ` für ${who}` : ''}`,
    body: `Guten Tag,

bitte lassen Sie ${who ? `${who} (${what})` : what} in Ihre Organisation. Die Seite sagt, was das erlaubt, bevor etwas geschieht:

{url}

${
  permissions.length > 0
    ? `Verlangt werden diese Anwendungsberechtigungen, die für die ganze Organisation gelten, ohne dass jemand angemeldet ist:\n${permissionList(permissions)}`
    : 'In Entra wird keine Berechtigung verlangt: Was erreicht wird, wird dort entschieden, wo die Daten liegen.'
}

Sie benötigen die Rolle Administrator für privilegierte Rollen oder Globaler Administrator. Sie können die Genehmigung im Entra Admin Center unter „Unternehmensanwendungen“ widerrufen. Der Link ist gültig bis ${expires} und kann einmal verwendet werden.`,
  }),
  sites: ({ who, what, expires }) => ({
    subject: `Websites wählen, die ${who ?? what} verwenden darf`,
    body: `Guten Tag,

${who ? `${who} (${what})` : what} erreicht nur die SharePoint-Websites Ihrer Organisation, die Sie dafür freigeben. Wählen Sie sie hier, oder nehmen Sie eine zurück:

{url}

Sie benötigen die Rolle SharePoint-Administrator oder Globaler Administrator. Der Link ist gültig bis ${expires} und kann mehrmals verwendet werden.`,
  }),
};
