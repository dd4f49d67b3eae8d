import { defineErrors } from './define';

export const de = defineErrors({
  byCode: [
    [
      [50173],
      'Ihr Kennwort wurde geändert, oder Sie wurden überall abgemeldet; damit ist die Verbindung beendet. Melden Sie sich erneut an.',
    ],
    [
      [700082],
      'Die Verbindung wurde 90 Tage lang nicht verwendet und ist abgelaufen. Melden Sie sich erneut an, um sie zu erneuern.',
    ],
    [
      [700084, 70008, 700081, 70000, 70007],
      'Ihre Verbindung ist beendet. Öffnen Sie den Link, den Sie erhalten haben, und melden Sie sich erneut an, um sie zu erneuern.',
    ],
    [
      [70043, 70044, 70046],
      'Ihre Organisation verlangt von Zeit zu Zeit eine neue Anmeldung, und diese ist jetzt fällig. Melden Sie sich erneut an.',
    ],
    [
      [50132, 50133],
      'Ihre Anmeldung ist abgelaufen, oder Ihr Kennwort wurde geändert; damit ist die Verbindung beendet. Melden Sie sich erneut an.',
    ],
    [
      [50057],
      'Ihre Organisation hat dieses Konto deaktiviert. Wenden Sie sich an Ihre Administration oder melden Sie sich mit einem anderen Konto an.',
    ],
    [
      [50034],
      'Microsoft kennt dieses Konto nicht. Prüfen Sie die Adresse und melden Sie sich mit einem vorhandenen Konto an.',
    ],
    [
      [51004],
      'Dieses Konto gehört nicht zur verlangten Organisation. Melden Sie sich mit Ihrem dortigen Geschäfts-, Schul- oder Unikonto an.',
    ],
    [
      [
        9002313, 50147, 501481, 501491, 700005, 70003, 70004, 70005, 700054, 28000, 700022, 28002, 28003, 700023, 90014,
        90023, 135010, 165900, 900144, 901002,
      ],
      'Die Anmeldung wurde nicht abgeschlossen. Öffnen Sie Ihren Link erneut und beginnen Sie von vorn.',
    ],
    [
      [54005],
      'Diese Anmeldung wurde bereits abgeschlossen. Falls nichts verbunden wurde, öffnen Sie Ihren Link erneut.',
    ],
    [
      [50053],
      'Ihr Konto ist vorübergehend gesperrt. Warten Sie einige Minuten oder setzen Sie Ihr Kennwort zurück und öffnen Sie den Link dann erneut.',
    ],
    [[50055, 50144], 'Ihr Kennwort ist abgelaufen. Ändern Sie es bei Microsoft und öffnen Sie den Link dann erneut.'],
    [[50126], 'Benutzername oder Kennwort war falsch. Öffnen Sie den Link erneut und melden Sie sich an.'],
    [
      [50140, 50199, 9002341],
      'Microsoft möchte, dass Sie die Anmeldung bestätigen. Öffnen Sie den Link erneut und beantworten Sie die Frage.',
    ],
    [[16000], 'Sie sind mit mehreren Konten angemeldet. Öffnen Sie den Link erneut und wählen Sie eines aus.'],
    [
      [50058],
      'Sie sind in diesem Browser nicht bei Microsoft angemeldet. Öffnen Sie den Link erneut und melden Sie sich an.',
    ],
    [[50089], 'Die Anmeldung hat zu lange gedauert und ist abgelaufen. Öffnen Sie Ihren Link erneut.'],
    [
      [50072, 50079],
      'Ihre Organisation verlangt einen zweiten Faktor. Melden Sie sich erneut an und folgen Sie der Einrichtung.',
    ],
    [[50074, 50076], 'Ihre Organisation verlangt die Bestätigung mit einem zweiten Faktor. Melden Sie sich erneut an.'],
    [[50078], 'Ihre Organisation verlangt erneut die Bestätigung mit einem zweiten Faktor. Melden Sie sich erneut an.'],
    [[500121], 'Der zweite Faktor wurde nicht bestätigt. Öffnen Sie den Link erneut und bestätigen Sie ihn.'],
    [[50097], 'Ihre Organisation lässt nur bekannte Geräte zu. Öffnen Sie den Link auf Ihrem Arbeitscomputer.'],
    [
      [50158],
      'Ihre Organisation verlangt bei der Anmeldung eine weitere Prüfung. Melden Sie sich erneut an und schließen Sie sie ab.',
    ],
    [
      [50105],
      'Ihre Organisation hat Ihnen keinen Zugriff auf diese App gegeben. Bitten Sie Ihre Administration, Sie der App zuzuweisen.',
    ],
    [
      [50131, 53000, 53001, 53002, 530003, 530032, 530035],
      'Eine Sicherheitsrichtlinie Ihrer Organisation hat die Anmeldung blockiert. Verwenden Sie Ihren Arbeitscomputer oder wenden Sie sich an Ihre Administration.',
    ],
    [
      [53003],
      'Eine Richtlinie Ihrer Organisation blockiert diesen Zugriff. Bitten Sie Ihre Administration, die App zuzulassen.',
    ],
    [
      [53004, 53011],
      'Microsoft stuft Ihr Konto als gefährdet ein und hat die Anmeldung blockiert. Setzen Sie Ihr Kennwort zurück oder wenden Sie sich an Ihre Administration.',
    ],
    [[7000112], 'Ihre Organisation hat diese App deaktiviert. Bitten Sie Ihre Administration, sie zu aktivieren.'],
    [
      [500021, 500208, 500212, 500213],
      'Ihre Organisation erlaubt diese Anmeldung nicht. Wenden Sie sich an Ihre Administration oder versuchen Sie es außerhalb des Firmennetzes.',
    ],
    [[1000031], 'Ihre Organisation lässt diese App derzeit nicht zu. Wenden Sie sich an Ihre Administration.'],
    [[65001], 'Die Zustimmung für diese App fehlt oder wurde entzogen. Öffnen Sie den Link erneut und stimmen Sie zu.'],
    [
      [65004],
      'Sie haben den Berechtigungen nicht zugestimmt, daher wurde nichts verbunden. Öffnen Sie den Link erneut, wenn Sie es sich anders überlegen.',
    ],
    [
      [90093, 90094],
      'In Ihrer Organisation ist für diese App die Administratorzustimmung erforderlich. Senden Sie den Link auf dieser Seite an Ihre Administration.',
    ],
    [
      [90095],
      'Ihre Anforderung wurde an Ihre Administration gesendet. Öffnen Sie Ihren Link erneut, sobald sie genehmigt wurde.',
    ],
    [
      [900941, 900981],
      'Microsoft verlangt für diese App die Administratorzustimmung. Senden Sie den Link auf dieser Seite an Ihre Administration.',
    ],
    [
      [90099, 90130],
      'Ihre Organisation hat diese App noch nicht genehmigt. Senden Sie den Link auf dieser Seite an Ihre Administration.',
    ],
    [
      [65005, 650053, 650054, 650056, 650057],
      'Diese App ist auf der Seite des Herstellers nicht vollständig eingerichtet. Teilen Sie es der Person mit, die Ihnen den Link geschickt hat.',
    ],
    [
      [650052],
      'Ihrer Organisation fehlt ein Microsoft-Dienst, den diese App benötigt. Wenden Sie sich an Ihre Administration.',
    ],
    [
      [50001, 500011],
      'Ein Microsoft-Dienst, den diese App benötigt, wurde in Ihrer Organisation nicht gefunden. Wenden Sie sich an Ihre Administration.',
    ],
    [
      [
        50011, 500113, 900971, 50194, 50059, 50128, 70002, 7000215, 7000222, 7000218, 700025, 700027, 700024, 70021,
        700211, 700212, 700213, 7002138, 700021, 50027, 90061, 700038, 90002, 900023,
      ],
      'Diese App ist auf der Seite des Herstellers nicht richtig eingerichtet. Teilen Sie es der Person mit, die Ihnen den Link geschickt hat.',
    ],
    [
      [50020, 90072],
      'Dieses Konto gehört zu einer anderen Organisation. Melden Sie sich mit Ihrem Konto der richtigen Organisation an.',
    ],
    [
      [70001, 700016, 7000229],
      'Microsoft kennt diese App in Ihrer Organisation nicht. Teilen Sie es der Person mit, die Ihnen den Link geschickt hat.',
    ],
    [
      [90010, 90124, 9001023, 9002331, 9002332],
      'Diese Art von Microsoft-Konto kann hier nicht verwendet werden. Melden Sie sich mit der verlangten Art an oder teilen Sie es der Person mit, die Ihnen den Link geschickt hat.',
    ],
    [
      [90038, 900382, 900432],
      'Ihr Konto befindet sich in einer anderen Microsoft-Cloud. Teilen Sie es der Person mit, die Ihnen den Link geschickt hat.',
    ],
    [
      [70011],
      'Diese App verlangt etwas, das es für Ihre Art von Konto nicht gibt. Teilen Sie es der Person mit, die Ihnen den Link geschickt hat.',
    ],
    [[90024, 90025, 90033, 90055], 'Microsoft ist gerade ausgelastet. Öffnen Sie den Link in einigen Minuten erneut.'],
    [[70012], 'Bei Microsoft ist ein Fehler aufgetreten. Öffnen Sie den Link in einigen Minuten erneut.'],
    [
      [50196],
      'Microsoft hat in kurzer Zeit zu viele Anmeldungen erhalten. Warten Sie fünf Minuten und öffnen Sie den Link erneut.',
    ],
    [
      [90015, 90056, 900561],
      'Eine Seite der Anmeldung wurde doppelt oder in falscher Reihenfolge geöffnet. Öffnen Sie Ihren Link erneut.',
    ],
  ],
  byError: {
    interaction_required:
      'Microsoft verlangt, dass Sie sich erneut anmelden. Öffnen Sie den Link, den Sie erhalten haben.',
    login_required: 'Microsoft verlangt, dass Sie sich erneut anmelden. Öffnen Sie den Link, den Sie erhalten haben.',
    consent_required: 'Die Zustimmung für diese App fehlt. Öffnen Sie den Link erneut und stimmen Sie zu.',
    access_denied:
      'Sie haben abgebrochen, daher wurde nichts verbunden. Öffnen Sie den Link erneut, wenn Sie es sich anders überlegen.',
    permission_denied:
      'Sie haben abgebrochen, daher wurde nichts verbunden. Öffnen Sie den Link erneut, wenn Sie es sich anders überlegen.',
    invalid_grant:
      'Die Verbindung ist beendet. Öffnen Sie den Link, den Sie erhalten haben, und melden Sie sich erneut an.',
    no_refresh_token:
      'Die Verbindung ist beendet. Öffnen Sie den Link, den Sie erhalten haben, und melden Sie sich erneut an.',
    invalid_client: 'Microsoft lehnt diese App ab. Teilen Sie es der Person mit, die Ihnen den Link geschickt hat.',
    unauthorized_client:
      'Microsoft lehnt diese App ab. Teilen Sie es der Person mit, die Ihnen den Link geschickt hat.',
    invalid_scope:
      'Diese App ist auf der Seite des Herstellers nicht richtig eingerichtet. Teilen Sie es der Person mit, die Ihnen den Link geschickt hat.',
    invalid_resource:
      'Diese App ist auf der Seite des Herstellers nicht richtig eingerichtet. Teilen Sie es der Person mit, die Ihnen den Link geschickt hat.',
    invalid_request:
      'Diese App ist auf der Seite des Herstellers nicht richtig eingerichtet. Teilen Sie es der Person mit, die Ihnen den Link geschickt hat.',
    unsupported_grant_type:
      'Diese App ist auf der Seite des Herstellers nicht richtig eingerichtet. Teilen Sie es der Person mit, die Ihnen den Link geschickt hat.',
    unsupported_response_type:
      'Diese App ist auf der Seite des Herstellers nicht richtig eingerichtet. Teilen Sie es der Person mit, die Ihnen den Link geschickt hat.',
    temporarily_unavailable: 'Microsoft konnte nicht antworten. Öffnen Sie den Link in einigen Minuten erneut.',
    server_error: 'Microsoft konnte nicht antworten. Öffnen Sie den Link in einigen Minuten erneut.',
  },
  unknown: 'Die Anmeldung wurde nicht abgeschlossen. Öffnen Sie Ihren Link erneut und beginnen Sie von vorn.',
});
