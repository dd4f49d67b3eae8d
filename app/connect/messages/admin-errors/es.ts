import { byCode } from '../errors/define';

export const es = byCode([
  [
    [50173],
    'Las sesiones de la persona se revocaron o se restableció la contraseña. La persona vuelve a iniciar sesión una vez; no hace falta nada más.',
  ],
  [
    [700082],
    'La autorización caducó tras 90 días sin uso. La persona vuelve a iniciar sesión una vez; no hace falta nada más.',
  ],
  [
    [
      700084, 9002313, 54005, 16000, 50089, 65005, 650053, 650054, 650056, 650057, 70011, 50147, 501481, 501491, 700005,
      70003, 70004, 70005, 700054, 28000, 700022, 28002, 28003, 700023, 90014, 90023, 135010, 165900, 900144, 901002,
      90015, 90056, 900561,
    ],
    'No hay nada que cambiar en el inquilino.',
  ],
  [
    [70043, 70044, 70046],
    'Una directiva de acceso condicional con frecuencia de inicio de sesión pone fin a la autorización de forma periódica. Excluya la aplicación o cuente con que las personas inicien sesión con esa frecuencia.',
  ],
  [
    [50132, 50133],
    'La sesión caducó o se cambió la contraseña. La persona vuelve a iniciar sesión una vez; no hace falta nada más.',
  ],
  [[50057], 'La cuenta está deshabilitada. Habilítela en Entra ID, «Usuarios», o haga que se conecte otra persona.'],
  [[50034], 'La cuenta no existe en el directorio. Restáurela o haga que se conecte otra persona.'],
  [
    [51004, 50020, 90072],
    'La cuenta no está en su inquilino. Invítela como usuario invitado o haga que se conecte un miembro.',
  ],
  [
    [70008, 700081],
    'La autorización caducó o se revocó. La persona vuelve a iniciar sesión una vez; no hace falta nada más.',
  ],
  [
    [70000, 70007],
    'La autorización ya no se acepta. La persona vuelve a iniciar sesión una vez; no hace falta nada más.',
  ],
  [
    [50053],
    'La cuenta está bloqueada o su dirección lo está. Consulte el registro de inicios de sesión y restablezca la contraseña o desbloquéela.',
  ],
  [[50055, 50144], 'La contraseña de la persona ha caducado. Pídale que la cambie o restablézcala.'],
  [
    [50126],
    'La persona escribió un nombre de usuario o una contraseña incorrectos. Restablezca la contraseña si no la recuerda.',
  ],
  [[50140, 50199, 9002341], 'La persona confirma el inicio de sesión una vez; no hace falta nada más.'],
  [
    [50058],
    'La persona inicia sesión una vez; no hace falta nada más. Compruebe que su navegador guarde las cookies de Microsoft.',
  ],
  [
    [50072, 50079],
    'La persona debe registrarse para la autenticación multifactor, lo que ocurre en su próximo inicio de sesión.',
  ],
  [
    [50074, 50076],
    'Una directiva exige la autenticación multifactor. La persona vuelve a iniciar sesión una vez; una directiva por ubicación también se aplica al servidor del producto.',
  ],
  [[50078], 'La sesión multifactor caducó según su directiva. La persona vuelve a iniciar sesión una vez.'],
  [
    [500121],
    'La persona no superó la autenticación multifactor. Consulte el registro de inicios de sesión y los métodos registrados.',
  ],
  [
    [50097],
    'Una directiva exige un dispositivo conocido. Excluya la aplicación o haga que se conecte desde un dispositivo administrado. En Entra ID, «Registros de inicio de sesión», la pestaña «Acceso condicional» del inicio de sesión indica la directiva.',
  ],
  [
    [50158],
    'No se superó una comprobación adicional al iniciar sesión. En Entra ID, «Registros de inicio de sesión», la pestaña «Acceso condicional» del inicio de sesión indica la directiva.',
  ],
  [
    [50105],
    'La persona no tiene asignada la aplicación. En «Aplicaciones empresariales», la aplicación, «Usuarios y grupos», asígnela; o bien, en «Propiedades», establezca «¿Asignación requerida?» en «No».',
  ],
  [
    [50131, 53000, 53001, 53002, 530003, 530032, 530035],
    'Una directiva de seguridad bloqueó el inicio de sesión. Excluya la aplicación o haga que se conecte desde un dispositivo compatible. En Entra ID, «Registros de inicio de sesión», la pestaña «Acceso condicional» del inicio de sesión indica la directiva.',
  ],
  [
    [53003],
    'El acceso condicional bloqueó el acceso. Excluya la aplicación o permita la dirección IP de salida del servidor del producto. En Entra ID, «Registros de inicio de sesión», la pestaña «Acceso condicional» del inicio de sesión indica la directiva.',
  ],
  [
    [53004, 53011],
    'La persona está marcada como en riesgo. Revise el riesgo en «Identity Protection», «Usuarios de riesgo», y descártelo o restablezca la contraseña.',
  ],
  [
    [7000112],
    'La aplicación está deshabilitada. En «Aplicaciones empresariales», la aplicación, «Propiedades», establezca «¿Habilitado para que los usuarios inicien sesión?» en «Sí».',
  ],
  [
    [500021, 500208, 500212, 500213],
    'Las restricciones de inquilino o la configuración de acceso entre inquilinos bloquean el inicio de sesión. Permita allí el inquilino y la aplicación.',
  ],
  [
    [1000031],
    'No se puede acceder a la aplicación en su inquilino. Compruebe su estado en «Aplicaciones empresariales».',
  ],
  [
    [65001],
    'El consentimiento para esta aplicación falta o se retiró. Abra el enlace de consentimiento del administrador que recibió y acepte para la organización.',
  ],
  [
    [65004],
    'Los permisos no se aceptaron. Abra el enlace de consentimiento del administrador que recibió y acepte para la organización.',
  ],
  [
    [90093, 90094],
    'Solo un administrador puede aprobar lo que solicita esta aplicación. Abra el enlace de consentimiento del administrador que recibió y acepte para la organización.',
  ],
  [
    [90095],
    'Hay una solicitud para esta aplicación en «Aplicaciones empresariales», «Solicitudes de consentimiento del administrador». Revísela y apruébela allí.',
  ],
  [
    [900941, 900981],
    'El editor de esta aplicación no está verificado, por lo que Microsoft pregunta a un administrador. Compruebe quién la envió. Abra el enlace de consentimiento del administrador que recibió y acepte para la organización.',
  ],
  [
    [90099, 90130],
    'La aplicación no está autorizada en su inquilino. Abra el enlace de consentimiento del administrador que recibió y acepte para la organización.',
  ],
  [
    [650052],
    'Un servicio que solicita la aplicación no está en su suscripción. Agréguelo o pida al remitente del enlace que solicite menos.',
  ],
  [
    [50001, 500011],
    'Un recurso que solicita la aplicación no está en su inquilino. Compruebe que el servicio tenga licencia y esté habilitado.',
  ],
  [
    [
      50011, 500113, 900971, 50194, 50059, 50128, 70002, 7000215, 7000222, 7000218, 700025, 700027, 700024, 70021,
      700211, 700212, 700213, 7002138, 700021, 50027, 90061, 700038, 90010, 90124, 9001023, 9002331, 9002332,
    ],
    'El proveedor debe corregir el registro de la aplicación. No hay nada que cambiar en su inquilino.',
  ],
  [
    [70001, 700016, 7000229],
    'La aplicación no está en su inquilino o se quitó. Dé de nuevo su consentimiento si sus usuarios deben tenerla.',
  ],
  [
    [90002, 900023],
    'El proveedor de la aplicación necesita su id. de inquilino. Figura en la página de información general de Entra ID.',
  ],
  [
    [90038, 900382, 900432],
    'Su inquilino está en otra nube de Microsoft que esta aplicación. No hay nada que cambiar en él.',
  ],
  [
    [90024, 90025, 90033, 90055],
    'El servicio de inicio de sesión de Microsoft estaba ocupado. Se resolverá por sí solo.',
  ],
  [[70012], 'El inicio de sesión de cuentas personales tuvo un error. Se resolverá por sí solo.'],
  [[50196], 'La aplicación preguntó demasiadas veces en poco tiempo y está retenida. Se resolverá por sí solo.'],
]);
