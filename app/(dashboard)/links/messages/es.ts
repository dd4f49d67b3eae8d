import { type MessageTexts, permissionList } from '../message';

export const es: MessageTexts = {
  invitation: ({ who, account, expires }) => ({
    subject: `Conectar su cuenta de Microsoft${who ? ` con ${who}` : ''}`,
    body: `Hola:

Conecte aquí su cuenta de Microsoft${who ? ` con ${who}` : ''}:

{url}
${account ? `\nInicie sesión en Microsoft con ${account}; cualquier otra cuenta se rechaza.\n` : ''}
La página dice qué se pide antes de que ocurra nada. El enlace es válido hasta el ${expires} y se puede usar una vez.`,
  }),
  reauthorize: ({ who, what, account, expires }) => ({
    subject: `Iniciar sesión de nuevo: ${what}`,
    body: `Hola:

${who ? `${who} ya no puede` : 'Ya no podemos'} acceder a su cuenta de Microsoft (${what}) o ${who ? 'necesita' : 'necesitamos'} más permisos que antes. Inicie sesión con ella aquí una vez más; todo lo configurado se conserva:

{url}

Solo ${account ? `${account}, la cuenta conectada antes,` : 'la cuenta conectada antes'} puede usar el enlace. Es válido hasta el ${expires} y se puede usar una vez.`,
  }),
  admin: ({ who, what, permissions, expires }) => ({
    subject: `Se necesita una aprobación en Microsoft: ${what}${who ? ` para ${who}` : ''}`,
    body: `Hola:

Hay personas de su organización que quieren conectar su cuenta de Microsoft (${what})${who ? ` con ${who}` : ''}. En Microsoft solo un administrador puede aprobarlo. Revise la solicitud y apruébela aquí:

{url}

Pide estos permisos, cada uno en nombre de la persona que inicia sesión:
${permissionList(permissions)}

La aprobación por sí sola no da acceso a los datos de nadie: cada persona conecta su propia cuenta, y la aplicación no puede hacer más que esa persona. Puede retirarla en el Centro de administración de Entra, en «Aplicaciones empresariales».

Necesita el rol Administrador de aplicaciones en la nube, Administrador de aplicaciones o Administrador global. El enlace es válido hasta el ${expires}.`,
  }),
  tenant: ({ who, what, permissions, expires }) => ({
    subject: `Se necesita una aprobación en Microsoft: ${what}${who ? ` para ${who}` : ''}`,
    body: `Hola:

Permita el acceso de ${who ? `${who} (${what})` : what} a su organización. La página dice qué permite eso antes de que ocurra nada:

{url}

${
  permissions.length > 0
    ? `Pide estos permisos de aplicación, que valen para toda la organización sin que nadie haya iniciado sesión:\n${permissionList(permissions)}`
    : 'En Entra no pide ningún permiso: a qué se accede se decide donde están los datos.'
}

Necesita el rol Administrador de roles con privilegios o Administrador global. Puede retirar la aprobación en el Centro de administración de Entra, en «Aplicaciones empresariales». El enlace es válido hasta el ${expires} y se puede usar una vez.`,
  }),
  sites: ({ who, what, expires }) => ({
    subject: `Elegir los sitios que ${who ?? what} puede usar`,
    body: `Hola:

${who ? `${who} (${what})` : what} solo accede a los sitios de SharePoint de su organización que usted le abra. Elíjalos, o retire alguno, aquí:

{url}

Necesita el rol Administrador de SharePoint o Administrador global. El enlace es válido hasta el ${expires} y se puede usar varias veces.`,
  }),
};
