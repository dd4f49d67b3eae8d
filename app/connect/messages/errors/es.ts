import { defineErrors } from './define';

export const es = defineErrors({
  byCode: [
    [
      [50173],
      'Su contraseña se cambió o se cerró su sesión en todas partes, y eso terminó la conexión. Vuelva a iniciar sesión.',
    ],
    [[700082], 'La conexión no se usó durante 90 días y ha caducado. Vuelva a iniciar sesión para renovarla.'],
    [
      [700084, 70008, 700081, 70000, 70007],
      'Su conexión ha terminado. Abra el enlace que recibió y vuelva a iniciar sesión para renovarla.',
    ],
    [
      [70043, 70044, 70046],
      'Su organización exige iniciar sesión de nuevo cada cierto tiempo, y ahora toca. Vuelva a iniciar sesión.',
    ],
    [[50132, 50133], 'Su sesión caducó o su contraseña se cambió, y eso terminó la conexión. Vuelva a iniciar sesión.'],
    [
      [50057],
      'Su organización ha deshabilitado esta cuenta. Consulte a su administrador o inicie sesión con otra cuenta.',
    ],
    [[50034], 'Microsoft no conoce esta cuenta. Compruebe la dirección e inicie sesión con una cuenta existente.'],
    [
      [51004],
      'Esta cuenta no pertenece a la organización solicitada. Inicie sesión con su cuenta profesional o educativa de allí.',
    ],
    [
      [
        9002313, 50147, 501481, 501491, 700005, 70003, 70004, 70005, 700054, 28000, 700022, 28002, 28003, 700023, 90014,
        90023, 135010, 165900, 900144, 901002,
      ],
      'El inicio de sesión no se ha completado. Vuelva a abrir su enlace y empiece de nuevo.',
    ],
    [[54005], 'Este inicio de sesión ya se había completado. Si no se conectó nada, vuelva a abrir su enlace.'],
    [
      [50053],
      'Su cuenta está bloqueada por el momento. Espere unos minutos o restablezca su contraseña y vuelva a abrir el enlace.',
    ],
    [[50055, 50144], 'Su contraseña ha caducado. Cámbiela en Microsoft y vuelva a abrir el enlace.'],
    [[50126], 'El nombre de usuario o la contraseña no eran correctos. Vuelva a abrir el enlace e inicie sesión.'],
    [
      [50140, 50199, 9002341],
      'Microsoft quiere que confirme el inicio de sesión. Vuelva a abrir el enlace y responda a su pregunta.',
    ],
    [[16000], 'Ha iniciado sesión con varias cuentas. Vuelva a abrir el enlace y elija una.'],
    [[50058], 'No ha iniciado sesión en Microsoft en este navegador. Vuelva a abrir el enlace e inicie sesión.'],
    [[50089], 'El inicio de sesión tardó demasiado y ha caducado. Vuelva a abrir su enlace.'],
    [[50072, 50079], 'Su organización exige un segundo factor. Vuelva a iniciar sesión y siga la configuración.'],
    [[50074, 50076], 'Su organización le pide que confirme con un segundo factor. Vuelva a iniciar sesión.'],
    [[50078], 'Su organización le pide de nuevo que confirme con un segundo factor. Vuelva a iniciar sesión.'],
    [[500121], 'El segundo factor no se confirmó. Vuelva a abrir el enlace y confírmelo.'],
    [[50097], 'Su organización solo acepta dispositivos conocidos. Abra el enlace en su equipo de trabajo.'],
    [
      [50158],
      'Su organización exige una comprobación adicional al iniciar sesión. Vuelva a iniciar sesión y complétela.',
    ],
    [[50105], 'Su organización no le ha dado acceso a esta aplicación. Pida a su administrador que se la asigne.'],
    [
      [50131, 53000, 53001, 53002, 530003, 530032, 530035],
      'Una directiva de seguridad de su organización bloqueó el inicio de sesión. Use su equipo de trabajo o consulte a su administrador.',
    ],
    [
      [53003],
      'Una directiva de su organización bloquea este acceso. Pida a su administrador que permita la aplicación.',
    ],
    [
      [53004, 53011],
      'Microsoft considera que su cuenta está en riesgo y bloqueó el inicio de sesión. Restablezca su contraseña o consulte a su administrador.',
    ],
    [[7000112], 'Su organización ha deshabilitado esta aplicación. Pida a su administrador que la habilite.'],
    [
      [500021, 500208, 500212, 500213],
      'Su organización no permite este inicio de sesión. Consulte a su administrador o inténtelo fuera de la red de la empresa.',
    ],
    [[1000031], 'Su organización no admite esta aplicación por ahora. Consulte a su administrador.'],
    [[65001], 'El permiso para esta aplicación falta o se retiró. Vuelva a abrir el enlace y acéptelo.'],
    [
      [65004],
      'No ha aceptado los permisos, así que no se ha conectado nada. Vuelva a abrir el enlace si cambia de opinión.',
    ],
    [
      [90093, 90094],
      'En su organización, solo un administrador puede aprobar esta aplicación. Envíele el enlace de esta página.',
    ],
    [[90095], 'Su solicitud se envió a su administrador. Vuelva a abrir su enlace cuando se haya aprobado.'],
    [
      [900941, 900981],
      'Microsoft solo permite que un administrador apruebe esta aplicación. Envíele el enlace de esta página.',
    ],
    [
      [90099, 90130],
      'Su organización aún no ha aprobado esta aplicación. Envíe a su administrador el enlace de esta página.',
    ],
    [
      [65005, 650053, 650054, 650056, 650057],
      'Esta aplicación no está configurada por completo por parte de su proveedor. Avise a la persona que le envió el enlace.',
    ],
    [
      [650052],
      'Su organización no dispone de un servicio de Microsoft que esta aplicación necesita. Consulte a su administrador.',
    ],
    [
      [50001, 500011],
      'No se encontró en su organización un servicio de Microsoft que esta aplicación necesita. Consulte a su administrador.',
    ],
    [
      [
        50011, 500113, 900971, 50194, 50059, 50128, 70002, 7000215, 7000222, 7000218, 700025, 700027, 700024, 70021,
        700211, 700212, 700213, 7002138, 700021, 50027, 90061, 700038, 90002, 900023,
      ],
      'Esta aplicación no está bien configurada por parte de su proveedor. Avise a la persona que le envió el enlace.',
    ],
    [
      [50020, 90072],
      'Esta cuenta pertenece a otra organización. Inicie sesión con su cuenta de la organización correcta.',
    ],
    [
      [70001, 700016, 7000229],
      'Microsoft no conoce esta aplicación en su organización. Avise a la persona que le envió el enlace.',
    ],
    [
      [90010, 90124, 9001023, 9002331, 9002332],
      'Este tipo de cuenta de Microsoft no se puede usar aquí. Inicie sesión con el tipo solicitado o avise a la persona que le envió el enlace.',
    ],
    [[90038, 900382, 900432], 'Su cuenta está en otra nube de Microsoft. Avise a la persona que le envió el enlace.'],
    [
      [70011],
      'Esta aplicación solicita algo que no existe para su tipo de cuenta. Avise a la persona que le envió el enlace.',
    ],
    [
      [90024, 90025, 90033, 90055],
      'Microsoft está ocupado en este momento. Vuelva a abrir el enlace dentro de unos minutos.',
    ],
    [[70012], 'Se produjo un error en Microsoft. Vuelva a abrir el enlace dentro de unos minutos.'],
    [
      [50196],
      'Microsoft recibió demasiados inicios de sesión en poco tiempo. Espere cinco minutos y vuelva a abrir el enlace.',
    ],
    [
      [90015, 90056, 900561],
      'Una página del inicio de sesión se abrió dos veces o fuera de orden. Vuelva a abrir su enlace.',
    ],
  ],
  byError: {
    interaction_required: 'Microsoft le pide que vuelva a iniciar sesión. Abra el enlace que recibió.',
    login_required: 'Microsoft le pide que vuelva a iniciar sesión. Abra el enlace que recibió.',
    consent_required: 'Falta el permiso para esta aplicación. Vuelva a abrir el enlace y acéptelo.',
    access_denied: 'Ha cancelado, así que no se ha conectado nada. Vuelva a abrir el enlace si cambia de opinión.',
    permission_denied: 'Ha cancelado, así que no se ha conectado nada. Vuelva a abrir el enlace si cambia de opinión.',
    invalid_grant: 'La conexión ha terminado. Abra el enlace que recibió y vuelva a iniciar sesión.',
    no_refresh_token: 'La conexión ha terminado. Abra el enlace que recibió y vuelva a iniciar sesión.',
    invalid_client: 'Microsoft rechaza esta aplicación. Avise a la persona que le envió el enlace.',
    unauthorized_client: 'Microsoft rechaza esta aplicación. Avise a la persona que le envió el enlace.',
    invalid_scope:
      'Esta aplicación no está bien configurada por parte de su proveedor. Avise a la persona que le envió el enlace.',
    invalid_resource:
      'Esta aplicación no está bien configurada por parte de su proveedor. Avise a la persona que le envió el enlace.',
    invalid_request:
      'Esta aplicación no está bien configurada por parte de su proveedor. Avise a la persona que le envió el enlace.',
    unsupported_grant_type:
      'Esta aplicación no está bien configurada por parte de su proveedor. Avise a la persona que le envió el enlace.',
    unsupported_response_type:
      'Esta aplicación no está bien configurada por parte de su proveedor. Avise a la persona que le envió el enlace.',
    temporarily_unavailable: 'Microsoft no pudo responder. Vuelva a abrir el enlace dentro de unos minutos.',
    server_error: 'Microsoft no pudo responder. Vuelva a abrir el enlace dentro de unos minutos.',
  },
  unknown: 'El inicio de sesión no se ha completado. Vuelva a abrir su enlace y empiece de nuevo.',
});
