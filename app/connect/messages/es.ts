import type { Translation } from './translation';

export const es: Translation = {
  name: 'Español',
  language: 'Idioma',
  sandbox: 'Entorno de prueba: no es Microsoft',
  service: { asks: 'Este servicio', within: 'este servicio' },
  footer: {
    ask: '¿Tiene preguntas? Diríjase a la persona que le envió este enlace.',
    contact: '¿Tiene preguntas? Póngase en contacto con <contact>{name}</contact>.',
    privacy: 'Privacidad',
    terms: 'Condiciones de uso',
  },
  connect: {
    title: 'Conectar su cuenta de Microsoft',
    asks: '{who} solicita acceso a su cuenta: {what}.',
    asksChoice: '{who} solicita acceso a su cuenta.',
    choose: '¿Qué desea conectar?',
    mayDo: 'Qué podrá hacer',
    button: 'Continuar a Microsoft',
    signIn: 'Ver quién es usted: su nombre y su dirección de correo',
    lasting: 'El acceso vale también mientras no haya iniciado sesión, hasta que lo retire.',
    takeBack: {
      work: 'Puede retirarlo en <work>myapps.microsoft.com</work>.',
      personal: 'Puede retirarlo en <personal>account.live.com/consent/Manage</personal>.',
      any: 'Puede retirarlo en <work>myapps.microsoft.com</work> con una cuenta profesional o educativa, y en <personal>account.live.com/consent/Manage</personal> con una personal.',
    },
  },
  access: { unknown: 'Usar el permiso {name}', other: 'Otros' },
  notAsked: {
    title: 'Qué no se solicita',
    password: 'Su contraseña: usted inicia sesión en la página de Microsoft y nadie más la ve.',
    more: 'Nada más de lo que aparece aquí: Microsoft le muestra los mismos permisos antes de que los acepte.',
    writing: 'Cambiar, eliminar, enviar o compartir algo: solo se lee.',
  },
  tiedTo: {
    title: 'A quién se asociará esta cuenta',
    own: 'Este enlace es para {who}.',
    person: 'La cuenta que elija se asociará a {who}. Continúe solo si es usted o si sabe por qué.',
    personAt:
      'La cuenta que elija se asociará a {who}, de {organization}. Continúe solo si es usted o si sabe por qué.',
    organization: 'La cuenta que elija se asociará a {organization}. Continúe solo si sabe por qué.',
    donePerson: 'Está asociada a {who}.',
    donePersonAt: 'Está asociada a {who}, de {organization}.',
    doneOrganization: 'Está asociada a {organization}.',
  },
  account: {
    title: 'Qué cuenta debe usar',
    email: 'Inicie sesión como {masked}. Cualquier otra cuenta se rechazará.',
    tenant: 'Inicie sesión con su cuenta de {domain}. Las cuentas de otras organizaciones se rechazarán.',
    tenantId:
      'Inicie sesión con la cuenta de la organización para la que se creó este enlace. Las demás se rechazarán.',
    same: 'Inicie sesión como {masked}, la cuenta que se conectó anteriormente. Cualquier otra se rechazará.',
    sameUnnamed: 'Inicie sesión con la cuenta que se conectó anteriormente. Cualquier otra se rechazará.',
  },
  validUntil: 'Este enlace es válido hasta el <time>{at}</time>.',
  reauthorize: {
    title: 'Volver a iniciar sesión',
    asks: '{who} ya no puede acceder a su cuenta ({what}) y le pide que vuelva a iniciar sesión. Todo lo configurado hasta ahora se conserva.',
    onPurpose: 'Si retiró el acceso a propósito, cierre esta página.',
  },
  admin: {
    title: 'Aprobar {what} para su organización',
    asks: 'Alguien de su organización desea conectar {what} con {who}. En su organización, solo un administrador puede permitirlo.',
    asksDirect:
      '{who} le pide que apruebe {what} para su organización. Hasta entonces, nadie puede conectar allí una cuenta.',
    permissions: 'Qué solicita la aplicación',
    reader:
      'Las líneas se dirigen a cada persona que conecta su cuenta: «usted» es esa persona, y la aplicación accede a lo que esa persona puede abrir.',
    meaningTitle: 'Qué implica el consentimiento del administrador',
    everyone:
      'A partir de entonces, cualquier persona de su organización podrá conectar su propia cuenta sin consultarle.',
    noAccess:
      'Por sí solo no da acceso a los datos de nadie: cada persona debe conectar su cuenta, y la aplicación no puede hacer más que esa persona.',
    withdraw: 'Puede retirarlo en el Centro de administración de Entra, en «Aplicaciones empresariales».',
    role: 'Necesita el rol Administrador de aplicaciones en la nube, Administrador de aplicaciones o Administrador global.',
    button: 'Revisar y aprobar en Microsoft',
  },
  tenant: {
    title: 'Conectar {what} para toda su organización',
    asks: '{who} le pide, como administrador, que admita su aplicación en su organización: {what}. Después nadie tiene que iniciar sesión.',
    asksAgain:
      '{who} pide a un administrador que apruebe de nuevo su aplicación en su organización: {what}. Todo lo configurado hasta ahora se conserva.',
    mayDo: 'Lo que podrá hacer la aplicación, en toda su organización',
    nothing:
      'Nada solo con esta aprobación: a qué accede la aplicación se decide en Exchange, en Azure o en el propio producto, por quienes los administran.',
    meaningTitle: 'Qué significa aprobarlo',
    always: 'Vale en todo momento, aunque nadie haya iniciado sesión, hasta que usted lo retire.',
    everybody: 'No depende de lo que pueda hacer cada persona: vale para todos, hasta donde se indica arriba.',
    sites: 'Todavía no abre ningún sitio: después de aprobar, usted elige qué sitios puede usar la aplicación.',
    sitesKept: 'Los sitios ya autorizados siguen autorizados; después de aprobar puede cambiarlos.',
    signIn:
      'Es posible que Microsoft le pida iniciar sesión otra vez, para que se sepa quién lo aprobó. No se conserva ningún acceso a su propia cuenta.',
    role: 'Necesita el rol Administrador de roles con privilegios o Administrador global.',
    button: 'Revisar y aprobar en Microsoft',
  },
  sites: {
    title: 'Elegir los sitios que {what} puede usar',
    asks: '{who} solo accede a los sitios de SharePoint que usted habilite aquí, y a ningún otro. Puede retirar cada uno.',
    signIn:
      'En cada paso, Microsoft inicia su sesión con el derecho de administrar todos los sitios. Se usa solo para ese paso y no se conserva.',
    consent:
      'Microsoft lo llama Sites.FullControl.All. Deje sin marcar «Consentimiento en nombre de la organización». El consentimiento permanece en Entra hasta que lo quite en «Aplicaciones empresariales».',
    role: '¿Qué puede hacer allí la aplicación?',
    field: 'Nombres o direcciones de sitios, uno por línea',
    hint: 'Déjelo vacío para ver todos los sitios.',
    find: 'Buscar sitios',
    unfound: 'No se encontró nada para:',
    noneChosen: 'No se eligió ningún sitio. Elija al menos uno.',
    found: 'Otros sitios',
    more: 'Buscar otros sitios',
    none: 'Ninguno: la aplicación no accede a ningún sitio.',
    released: 'Sitios que la aplicación puede usar',
    read: 'Leer',
    write: 'Leer y escribir',
    mayRead: 'Puede leer',
    mayWrite: 'Puede leer y escribir',
    release: 'Habilitar los sitios elegidos',
    takeBack: 'Retirar',
    see: 'Ver a qué accede la aplicación',
    wasReleased: 'Se ha habilitado {name}.',
    wasTakenBack: 'Se ha retirado {name}.',
    noneLeft: 'La aplicación ya no accede a ningún sitio.',
  },
  approved: {
    title: 'Su administrador ha dado la aprobación',
    text: 'Ya puede continuar: Microsoft no volverá a pedir una aprobación.',
  },
  approvedPerhaps: {
    title: 'Un administrador ha dado la aprobación',
    text: 'Ya puede continuar. Si Microsoft sigue pidiendo una aprobación, se dio en otra organización: entonces también debe aprobarlo su propio administrador.',
  },
  awaiting: {
    title: 'Este enlace espera la aprobación de un administrador',
    text: 'Alguien que lo abrió necesita una aprobación. Puede continuar de todos modos si es administrador o tiene otra cuenta.',
    bound: 'Quien lo abrió necesita antes la aprobación de un administrador.',
    send: 'Qué enviar al administrador',
  },
  stuck: {
    title: 'Todavía a la espera de Microsoft',
    text: 'Alguien fue desde aquí a Microsoft y aún no ha vuelto. Si Microsoft mostró un error, consulte más abajo qué hacer; si no, vuelva a continuar.',
    summary: 'Si no puede avanzar en Microsoft',
    intro:
      'Algunos errores se muestran en las páginas de Microsoft y no le devuelven aquí. Mientras tanto, su enlace sigue siendo válido.',
    codes: 'Código de Microsoft: {codes}',
    approval: {
      title: 'Microsoft exige la aprobación de un administrador',
      text: 'En la página de Microsoft, elija el enlace para volver a la aplicación sin dar el consentimiento. Obtendrá un mensaje que podrá enviar a su administrador. Si allí pudo presentar una solicitud, espere la respuesta y vuelva a abrir este enlace.',
    },
    otherAccount: {
      title: 'Microsoft indica que su cuenta no existe en esa organización',
      text: 'Ha iniciado sesión con una cuenta distinta de la necesaria, quizá una personal. Vuelva atrás, elija «Usar otra cuenta» o abra este enlace en una ventana privada.',
    },
    blocked: {
      title: 'Microsoft indica que una directiva bloquea el acceso',
      text: 'Su organización solo permite el acceso desde determinados dispositivos o lugares. Abra el enlace en su equipo de trabajo o en la red de la empresa. Si no funciona, consulte a su administrador.',
    },
    unassigned: {
      title: 'Microsoft indica que no tiene asignada la aplicación',
      text: 'Su organización decide quién puede usar esta aplicación. Pida a su administrador que se la asigne y vuelva a abrir este enlace.',
    },
    locked: {
      title: 'Microsoft indica que su cuenta está bloqueada o deshabilitada',
      text: 'Espere unos minutos o restablezca su contraseña en Microsoft. Si la cuenta se deshabilitó, consulte a su administrador.',
    },
    setUp: {
      title: 'Microsoft no acepta la aplicación o su dirección',
      text: 'La aplicación no está bien configurada por parte de su proveedor. Usted no puede resolverlo: comunique el código a la persona que le envió el enlace.',
    },
    messageLabel: 'Un mensaje para su administrador',
    subject: 'No funciona el inicio de sesión en Microsoft: {what}',
    message:
      'Hola:\n\nQuiero conectar mi cuenta de Microsoft ({what}), pero Microsoft me detiene en el proceso. ¿Podría consultar el motivo en el registro de inicios de sesión del Centro de administración de Entra y permitir la aplicación o asignármela en «Aplicaciones empresariales»?\n\nEl mensaje de Microsoft fue:\n\n\nGracias.',
  },
  closed: {
    title: 'Este enlace no se puede usar',
    text: 'Ya se utilizó, ha caducado o se ha retirado, o su dirección está incompleta. Si en un mensaje quedó partida en dos líneas, copie la dirección completa. Si no, pida un enlace nuevo a la persona que se lo envió.',
  },
  startAgain: {
    title: 'Este inicio de sesión no se puede completar aquí',
    text: 'Se inició en otro navegador, duró más de una hora o se completó hace mucho tiempo. Abrir esta página no ha cambiado nada: lo que ya estaba conectado sigue conectado. Si no, vuelva a abrir el enlace que recibió y continúe desde allí.',
  },
  reportedApproved: {
    title: 'Microsoft comunica una aprobación',
    text: 'Según la dirección que le ha traído aquí, un administrador ha aprobado la aplicación para una organización. Quien la espere puede volver a abrir su enlace y continuar.',
  },
  reportedRefused: { title: 'Microsoft comunica que no se ha aprobado nada', code: 'Código de Microsoft: {code}' },
  reported: {
    proves:
      'Esta página no demuestra nada: la aprobación no se inició aquí en este navegador y cualquiera puede abrir esta dirección. Aquí no se ha cambiado nada. El centro de administración de Entra muestra en «Aplicaciones empresariales» si la aplicación está aprobada.',
  },
  refused: {
    title: 'Esta solicitud no procede de la página del enlace',
    text: 'La página estuvo abierta demasiado tiempo o su navegador no guarda las cookies de este sitio. Vuelva a abrir el enlace y continúe desde allí.',
  },
  notAllowedHere: {
    title: 'No se puede abrir desde ahí',
    text: 'La página de la que viene no puede pedir esta conexión. No se ha iniciado nada. Avise a quien gestione esa página.',
  },
  limited: {
    title: 'Demasiados intentos',
    text: 'Se han recibido demasiadas solicitudes desde esta dirección. Espere {minutes, plural, one {# minuto} many {# minutos} other {# minutos}} y vuelva a abrir el enlace.',
  },
  failed: {
    title: 'No se pudo comenzar el inicio de sesión',
    text: 'No se ha conectado nada y el enlace sigue siendo válido. Vuelva a abrirlo dentro de un minuto; si falla otra vez, avise a la persona que se lo envió.',
  },
  notSetUp: {
    title: 'La aplicación de este enlace aún no está configurada',
    text: 'No se ha conectado nada y su enlace sigue siendo válido. Usted no puede hacer nada aquí: avise a la persona que se lo envió de que primero hay que terminar de configurar la aplicación. Después, vuelva a abrir el mismo enlace.',
  },
  unavailable: {
    title: 'Esta página no está disponible en este momento',
    text: 'No se ha perdido nada y su enlace sigue siendo válido. Vuelva a abrirlo dentro de un minuto.',
  },
  logo: 'Logotipo',
  embed: {
    loading: 'Cargando',
    close: 'Cerrar',
    title: 'Continúe en la otra ventana',
    text: 'Microsoft está abierto en su propia ventana. Esta página continúa en cuanto termine allí.',
    again: 'Empezar de nuevo',
    here: 'Continuar en esta pestaña',
    failed: 'No ha funcionado',
    done: 'Listo',
    closeWindow: 'Cerrar esta ventana',
    startThere: 'Cierre esta ventana y empiece de nuevo en la página donde empezó.',
  },
  openAgain: 'Volver a abrir el enlace',
  copy: {
    link: 'Copiar enlace',
    message: 'Copiar mensaje',
    script: 'Copiar script',
    details: 'Copiar datos',
    copied: 'Copiado',
    failed: 'No se ha copiado: seleccione el texto y cópielo manualmente',
  },
  mail: 'Redactar el correo',
  result: {
    connected: {
      title: 'Cuenta conectada',
      text: 'Su cuenta está conectada.',
      textAs: 'Su cuenta {account} está conectada.',
      takeBack: 'Puede retirar el acceso en cualquier momento en <page>{place}</page>.',
    },
    cancelled: {
      title: 'Ha cancelado',
      text: 'Ha cancelado, así que no se ha conectado nada. Puede volver a abrir el enlace.',
    },
    declined: {
      title: 'No se ha conectado nada',
      text: 'No ha aceptado los permisos, así que no se ha conectado nada. Puede volver a abrir el enlace.',
    },
    wrong_account: {
      title: 'Era otra cuenta',
      text: 'Ha iniciado sesión con una cuenta distinta de aquella a la que está destinado este enlace. No se ha conectado nada.',
      used: 'Ha iniciado sesión como {account}.',
      expected: 'Este enlace está destinado a: {expected}.',
      howToSwitch:
        'Inténtelo de nuevo y elija la otra cuenta en la lista que muestra Microsoft, o bien «Usar otra cuenta». Si no aparece, cierre antes la sesión en office.com o use una ventana privada.',
    },
    new_account: {
      title: 'Su cuenta se creó de nuevo',
      text: 'Desde que se hizo la conexión, su cuenta se eliminó y se creó de nuevo: la dirección es la misma, pero para Microsoft es otra cuenta. Todavía no se ha conectado nada.',
      next: 'Avise a quien le envió este enlace. En cuanto haya permitido su cuenta nueva, abra de nuevo el mismo enlace.',
    },
    admin_needed: {
      title: 'Su administrador debe aprobarlo',
      text: 'En su organización se necesita el consentimiento del administrador. Envíele el enlace que figura abajo; después podrá continuar.',
    },
    admin_consented: {
      title: 'Aprobado para su organización',
      text: 'Gracias. Ha aprobado los permisos para su organización.',
      next: 'La persona que se lo pidió ya puede continuar; su página avanza por sí sola. Puede cerrar esta.',
      nextDirect: 'Las personas de su organización ya pueden conectar sus cuentas. Puede cerrar esta página.',
    },
    approval_pending: {
      title: 'Microsoft necesita un minuto',
      text: 'Su administrador ha dado la aprobación, pero Microsoft aún no la conoce en todas partes. Espere un minuto y vuelva a intentarlo.',
    },
    admin_declined: {
      title: 'No aprobado',
      text: 'Los permisos no se han aprobado.',
      next: 'Nada ha cambiado en su organización. Puede volver a abrir el enlace si cambia de opinión.',
      notAdmin:
        'La cuenta con la que ha iniciado sesión no es de un administrador de la organización. Elija una cuenta de administrador o pase este enlace a quien lo sea.',
      unchanged: 'Nada ha cambiado en su organización.',
    },
    microsoft_error: { title: 'Microsoft ha detenido el inicio de sesión' },
    tenant_connected: {
      title: 'Su organización está conectada',
      text: '{account} está conectada.',
      sites: 'La aplicación todavía no accede a ningún sitio. Elija ahora cuáles puede usar.',
      sitesKept: 'Los sitios autorizados siguen autorizados. Puede cambiar cuáles puede usar la aplicación.',
      chooseSites: 'Elegir sitios',
      keep: 'Guarde este enlace: hasta el <time>{at}</time> puede ver y cambiar los sitios con él.',
      siteLink: 'Enlace a los sitios',
      mailboxes:
        'La aplicación solo accede a los buzones que Exchange le abre. Si aún no se ha hecho, alguien con el rol de Exchange Administración de la organización (Organization Management) ejecuta este script una vez, para los buzones que usted elija. Tarda hasta dos horas en surtir efecto.',
      script: 'Script para Exchange Online PowerShell',
    },
    tenant_pending: {
      title: 'Microsoft se está preparando',
      text: 'Usted lo ha aprobado. Microsoft necesita un momento, a veces unos minutos, hasta que conoce la aplicación en su organización. Esta página vuelve a comprobarlo por sí sola. También puede cerrarla: la conexión se terminará sin usted.',
    },
    wrong_tenant: {
      title: 'Era otra organización',
      text: 'Lo ha aprobado para otra organización distinta de la de este enlace. No se ha conectado nada. Abra el enlace de nuevo con una cuenta de administrador de la organización correcta.',
    },
    not_admin: {
      title: 'Hace falta un administrador',
      text: 'La cuenta con la que ha iniciado sesión no es de un administrador de la organización. No se ha conectado nada. Envíe este enlace a un administrador o ábralo de nuevo con una cuenta así.',
    },
    role_unknown: {
      title: 'Aún no se sabe si usted puede hacerlo',
      text: 'Microsoft no ha indicado si usted es administrador de la organización, así que no se ha conectado nada. Dígaselo a quien le envió el enlace: puede configurarlo o enviarle un enlace para su organización.',
    },
    sites_found: {
      title: 'Sitios de su organización',
      text: 'Esto es lo que dice SharePoint ahora. Puede cerrar esta página o cambiarlo abajo.',
      none: 'La aplicación todavía no accede a ningún sitio. Elija abajo cuáles puede usar.',
    },
    sites_refused: {
      title: 'SharePoint no lo ha permitido',
      text: 'Su cuenta no puede decidir qué aplicaciones usan los sitios. No se ha cambiado nada. Abra el enlace de nuevo con la cuenta de un administrador global o de SharePoint.',
    },
    start_again: {
      title: 'Empiece de nuevo',
      text: 'El inicio de sesión no se ha completado. Vuelva a abrir su enlace y empiece de nuevo.',
    },
    id_token_refused: {
      title: 'La respuesta no se ha aceptado',
      missing:
        'La respuesta de Microsoft no indica quién ha iniciado sesión. No se ha conectado nada. Inténtelo de nuevo; si vuelve a ocurrir, avise a la persona que le envió el enlace.',
      signature:
        'No se puede demostrar que la respuesta proceda de Microsoft: su firma no corresponde a ninguna clave de Microsoft. No se ha conectado nada. Inténtelo de nuevo; si vuelve a ocurrir, avise a la persona que le envió el enlace.',
      issuer:
        'La respuesta la emitió una entidad distinta de aquella a la que se preguntó. No se ha conectado nada. Inténtelo de nuevo; si vuelve a ocurrir, avise a la persona que le envió el enlace.',
      audience:
        'La respuesta estaba destinada a otra aplicación. No se ha conectado nada. Inténtelo de nuevo; si vuelve a ocurrir, avise a la persona que le envió el enlace.',
      nonce:
        'La respuesta pertenece a un inicio de sesión distinto del que usted comenzó. No se ha conectado nada. Inténtelo de nuevo; si vuelve a ocurrir, avise a la persona que le envió el enlace.',
      claims:
        'En la respuesta de Microsoft falta lo que identifica su cuenta. No se ha conectado nada. Inténtelo de nuevo; si vuelve a ocurrir, avise a la persona que le envió el enlace.',
      times:
        'La respuesta de Microsoft ya no es válida. No se ha conectado nada. Inténtelo de nuevo; si vuelve a ocurrir, avise a la persona que le envió el enlace.',
    },
    clock_off: {
      title: 'El reloj no está en hora aquí',
      text: 'El reloj de este servidor difiere en {minutes, plural, one {# minuto} many {# minutos} other {# minutos}} del de Microsoft, por lo que no se ha podido aceptar la respuesta de Microsoft. No se ha conectado nada. Avise a la persona que le envió el enlace; volverá a funcionar cuando el reloj esté en hora.',
    },
    keys_unavailable: {
      title: 'Las claves de Microsoft no se pueden leer ahora',
      text: 'Sin ellas no se puede comprobar la respuesta de Microsoft. No se ha conectado nada. Inténtelo de nuevo dentro de un minuto.',
    },
    close: 'Puede cerrar esta página.',
    back: 'Volver a {host}',
    tryAgain: 'Intentar de nuevo',
    askAgain: 'El enlace ya no es válido. Pida uno nuevo a la persona que se lo envió.',
    whatFor: '{names} para {who}',
    details: 'Datos para el soporte técnico',
    code: 'Código',
    trace: 'Id. de seguimiento',
    correlation: 'Id. de correlación',
    at: 'Hora',
  },
  askAdmin: {
    how: 'Mantenga abierta esta página: en cuanto se apruebe, avanzará por sí sola.',
    again: '¿La ha cerrado? Vuelva a abrir el enlace que recibió.',
    linkLabel: 'Enlace para su administrador',
    messageLabel: 'Un mensaje que puede enviar con él',
    subject: 'Se necesita aprobación: {what}',
    message:
      'Hola:\n\nQuiero conectar mi cuenta de Microsoft ({what}) y, en nuestra organización, solo un administrador puede permitirlo. ¿Podría revisar la solicitud y aprobarla aquí?\n\n{url}\n\nLa página muestra qué permisos se solicitan antes de aprobar nada. Gracias.',
    waiting: 'A la espera de la aprobación.',
    declined: 'Su administrador lo abrió y no lo aprobó.',
    check: 'Comprobar ahora',
    elsewhere: 'Si su administrador lo aprueba de otra forma, esta página no se entera. Inténtelo entonces de nuevo.',
    noLink: 'Pida a la persona que le envió este enlace otro que su administrador pueda abrir.',
  },
};
