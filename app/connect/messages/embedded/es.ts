import type { EmbeddedTexts } from './define';

const again =
  'No se ha conectado nada. Inténtelo de nuevo; si vuelve a ocurrir, avise al responsable de la página donde empezó.';

export const es: EmbeddedTexts = {
  footer: { ask: '¿Tiene preguntas? Diríjase al responsable de la página donde empezó.' },
  tiedTo: { own: 'Esto es para {who}.' },
  account: {
    tenantId: 'Inicie sesión con la cuenta de la organización correspondiente. Las demás se rechazarán.',
  },
  validUntil: 'Puede conectarse aquí hasta el <time>{at}</time>.',
  awaiting: {
    title: 'Se espera la aprobación de un administrador',
    text: 'Alguien que empezó aquí necesita una aprobación. Aun así puede continuar si es administrador o tiene otra cuenta.',
    bound: 'Quien empezó aquí necesita antes la aprobación de un administrador.',
  },
  stuck: {
    intro:
      'Algunos errores se muestran en las páginas de Microsoft y no le devuelven aquí. Mientras tanto, puede seguir continuando aquí.',
    approval: {
      text: 'En la página de Microsoft, elija la opción para volver a la aplicación sin dar el consentimiento. Obtendrá un mensaje que podrá enviar a su administrador. Si allí pudo presentar una solicitud, espere la respuesta y empiece de nuevo en la página donde empezó.',
    },
    otherAccount: {
      text: 'Ha iniciado sesión con una cuenta distinta de la necesaria, quizá una personal. Vuelva atrás y elija «Usar otra cuenta», o cierre antes la sesión en office.com.',
    },
    blocked: {
      text: 'Su organización solo permite el acceso desde determinados dispositivos o lugares. Empiece de nuevo en su equipo de trabajo o en la red de la empresa. Si no funciona, consulte a su administrador.',
    },
    unassigned: {
      text: 'Su organización decide quién puede usar esta aplicación. Pida a su administrador que se la asigne y empiece de nuevo.',
    },
    setUp: {
      text: 'La aplicación no está bien configurada por parte de su proveedor. Usted no puede resolverlo: comunique el código al responsable de la página donde empezó.',
    },
  },
  closed: {
    title: 'Ya no puede conectarse aquí',
    text: 'Se ha usado, ha caducado o se ha retirado. Vuelva a la página donde empezó y empiece allí de nuevo.',
  },
  refused: {
    title: 'Esta solicitud no procede de la página que la hace',
    text: 'La página estuvo abierta demasiado tiempo o su navegador no guarda las cookies de este sitio. Vuelva a la página donde empezó y empiece allí de nuevo.',
  },
  limited: {
    text: 'Se han recibido demasiadas solicitudes desde esta dirección. Espere {minutes, plural, one {# minuto} many {# minutos} other {# minutos}} y empiece de nuevo.',
  },
  failed: {
    text: 'No se ha conectado nada. Empiece de nuevo dentro de un minuto; si falla otra vez, avise al responsable de la página donde empezó.',
  },
  notSetUp: {
    title: 'La aplicación aún no está configurada',
    text: 'No se ha conectado nada. Usted no puede hacer nada aquí: avise al responsable de la página donde empezó de que primero hay que terminar de configurar la aplicación.',
  },
  unavailable: { text: 'No se ha perdido nada. Empiece de nuevo dentro de un minuto.' },
  openAgain: 'Empezar de nuevo',
  result: {
    cancelled: { text: 'Ha cancelado, así que no se ha conectado nada. Puede intentarlo de nuevo.' },
    declined: { text: 'No ha aceptado los permisos, así que no se ha conectado nada. Puede intentarlo de nuevo.' },
    wrong_account: {
      text: 'Ha iniciado sesión con una cuenta distinta de la esperada. No se ha conectado nada.',
      expected: 'La cuenta esperada es: {expected}.',
    },
    new_account: {
      next: 'Avise al responsable de la página donde empezó. En cuanto haya permitido su cuenta nueva, empiece allí de nuevo.',
    },
    wrong_tenant: {
      text: 'Lo ha aprobado para otra organización distinta de la esperada. No se ha conectado nada. Empiece de nuevo con una cuenta de administrador de la organización correcta.',
    },
    not_admin: {
      text: 'La cuenta con la que ha iniciado sesión no es de un administrador de la organización. No se ha conectado nada. Empiece de nuevo con una cuenta así.',
    },
    role_unknown: {
      text: 'Microsoft no ha indicado si usted es administrador de la organización, así que no se ha conectado nada. Dígaselo al responsable de la página donde empezó: puede configurarlo.',
    },
    start_again: { text: 'El inicio de sesión no se ha completado. Empiece de nuevo.' },
    id_token_refused: {
      missing: `La respuesta de Microsoft no indica quién ha iniciado sesión. ${again}`,
      signature: `No se puede demostrar que la respuesta proceda de Microsoft: su firma no corresponde a ninguna clave de Microsoft. ${again}`,
      issuer: `La respuesta la emitió una entidad distinta de aquella a la que se preguntó. ${again}`,
      audience: `La respuesta estaba destinada a otra aplicación. ${again}`,
      nonce: `La respuesta pertenece a un inicio de sesión distinto del que usted comenzó. ${again}`,
      claims: `En la respuesta de Microsoft falta lo que identifica su cuenta. ${again}`,
      times: `La respuesta de Microsoft ya no es válida. ${again}`,
    },
    clock_off: {
      text: 'El reloj de este servidor difiere en {minutes, plural, one {# minuto} many {# minutos} other {# minutos}} del de Microsoft, por lo que no se ha podido aceptar la respuesta de Microsoft. No se ha conectado nada. Avise al responsable de la página donde empezó; volverá a funcionar cuando el reloj esté en hora.',
    },
    askAgain: 'Ya no puede conectarse aquí. Empiece de nuevo en la página donde empezó.',
  },
  askAdmin: {
    noLink: 'Pida al responsable de la página donde empezó una dirección que su administrador pueda abrir.',
  },
};
