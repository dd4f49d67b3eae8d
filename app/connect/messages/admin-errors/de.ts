import { byCode } from '../errors/define';

export const de = byCode([
  [
    [50173],
    'Die Sitzungen der Person wurden widerrufen, oder das Kennwort wurde zurückgesetzt. Die Person meldet sich noch einmal an; mehr ist nicht nötig.',
  ],
  [
    [700082],
    'Die Berechtigung ist nach 90 Tagen ohne Nutzung abgelaufen. Die Person meldet sich noch einmal an; mehr ist nicht nötig.',
  ],
  [
    [
      700084, 9002313, 54005, 16000, 50089, 65005, 650053, 650054, 650056, 650057, 70011, 50147, 501481, 501491, 700005,
      70003, 70004, 70005, 700054, 28000, 700022, 28002, 28003, 700023, 90014, 90023, 135010, 165900, 900144, 901002,
      90015, 90056, 900561,
    ],
    'Im Mandanten muss nichts geändert werden.',
  ],
  [
    [70043, 70044, 70046],
    'Eine Richtlinie für bedingten Zugriff mit Anmeldehäufigkeit beendet die Berechtigung regelmäßig. Schließen Sie die App davon aus, oder die Personen müssen sich entsprechend oft anmelden.',
  ],
  [
    [50132, 50133],
    'Die Sitzung ist abgelaufen, oder das Kennwort wurde geändert. Die Person meldet sich noch einmal an; mehr ist nicht nötig.',
  ],
  [
    [50057],
    'Das Konto ist deaktiviert. Aktivieren Sie es unter „Entra ID“ > „Benutzer“, oder lassen Sie eine andere Person verbinden.',
  ],
  [
    [50034],
    'Das Konto ist im Verzeichnis nicht vorhanden. Stellen Sie es wieder her, oder lassen Sie eine andere Person verbinden.',
  ],
  [
    [51004, 50020, 90072],
    'Das Konto gehört nicht zu Ihrem Mandanten. Laden Sie es als Gast ein, oder lassen Sie ein Mitglied verbinden.',
  ],
  [
    [70008, 700081],
    'Die Berechtigung ist abgelaufen oder wurde widerrufen. Die Person meldet sich noch einmal an; mehr ist nicht nötig.',
  ],
  [
    [70000, 70007],
    'Die Berechtigung wird nicht mehr akzeptiert. Die Person meldet sich noch einmal an; mehr ist nicht nötig.',
  ],
  [
    [50053],
    'Das Konto ist gesperrt, oder seine Adresse ist blockiert. Sehen Sie im Anmeldeprotokoll nach und setzen Sie dann das Kennwort zurück oder heben Sie die Sperre auf.',
  ],
  [[50055, 50144], 'Das Kennwort der Person ist abgelaufen. Lassen Sie es ändern oder setzen Sie es zurück.'],
  [
    [50126],
    'Die Person hat einen falschen Benutzernamen oder ein falsches Kennwort eingegeben. Setzen Sie das Kennwort zurück, falls sie es nicht mehr weiß.',
  ],
  [[50140, 50199, 9002341], 'Die Person bestätigt die Anmeldung einmal; mehr ist nicht nötig.'],
  [
    [50058],
    'Die Person meldet sich einmal an; mehr ist nicht nötig. Achten Sie darauf, dass ihr Browser Cookies von Microsoft speichert.',
  ],
  [
    [50072, 50079],
    'Die Person muss sich für die mehrstufige Authentifizierung registrieren; das geschieht bei der nächsten Anmeldung.',
  ],
  [
    [50074, 50076],
    'Eine Richtlinie verlangt die mehrstufige Authentifizierung. Die Person meldet sich noch einmal an; eine Richtlinie nach Standort gilt auch für den Server des Produkts.',
  ],
  [[50078], 'Die mehrstufige Sitzung ist nach Ihrer Richtlinie abgelaufen. Die Person meldet sich noch einmal an.'],
  [
    [500121],
    'Die Person hat die mehrstufige Authentifizierung nicht bestanden. Prüfen Sie das Anmeldeprotokoll und die registrierten Methoden.',
  ],
  [
    [50097],
    'Eine Richtlinie verlangt ein bekanntes Gerät. Schließen Sie die App aus, oder lassen Sie von einem verwalteten Gerät aus verbinden. „Entra ID“ > „Anmeldeprotokolle“: Bei der Anmeldung nennt die Registerkarte „Bedingter Zugriff“ die Richtlinie.',
  ],
  [
    [50158],
    'Eine weitere Prüfung bei der Anmeldung wurde nicht bestanden. „Entra ID“ > „Anmeldeprotokolle“: Bei der Anmeldung nennt die Registerkarte „Bedingter Zugriff“ die Richtlinie.',
  ],
  [
    [50105],
    'Die Person ist der App nicht zugewiesen. „Unternehmensanwendungen“ > die App > „Benutzer und Gruppen“: Weisen Sie sie zu; oder setzen Sie unter „Eigenschaften“ „Zuweisung erforderlich?“ auf „Nein“.',
  ],
  [
    [50131, 53000, 53001, 53002, 530003, 530032, 530035],
    'Eine Sicherheitsrichtlinie hat die Anmeldung blockiert. Schließen Sie die App aus, oder lassen Sie von einem konformen Gerät aus verbinden. „Entra ID“ > „Anmeldeprotokolle“: Bei der Anmeldung nennt die Registerkarte „Bedingter Zugriff“ die Richtlinie.',
  ],
  [
    [53003],
    'Der bedingte Zugriff hat den Zugriff blockiert. Schließen Sie die App aus, oder lassen Sie die ausgehende IP-Adresse des Produktservers zu. „Entra ID“ > „Anmeldeprotokolle“: Bei der Anmeldung nennt die Registerkarte „Bedingter Zugriff“ die Richtlinie.',
  ],
  [
    [53004, 53011],
    'Die Person ist als gefährdet markiert. Prüfen Sie das Risiko unter „Identity Protection“ > „Riskante Benutzer“ und verwerfen Sie es oder setzen Sie das Kennwort zurück.',
  ],
  [
    [7000112],
    'Die App ist deaktiviert. „Unternehmensanwendungen“ > die App > „Eigenschaften“: Setzen Sie „Aktiviert für die Benutzeranmeldung?“ auf „Ja“.',
  ],
  [
    [500021, 500208, 500212, 500213],
    'Mandanteneinschränkungen oder mandantenübergreifende Zugriffseinstellungen blockieren die Anmeldung. Lassen Sie dort den Mandanten und die App zu.',
  ],
  [
    [1000031],
    'Die App ist in Ihrem Mandanten nicht erreichbar. Prüfen Sie ihren Status unter „Unternehmensanwendungen“.',
  ],
  [
    [65001],
    'Die Zustimmung für diese App fehlt oder wurde entzogen. Öffnen Sie den Link zur Administratorzustimmung, den Sie erhalten haben, und stimmen Sie für die Organisation zu.',
  ],
  [
    [65004],
    'Den Berechtigungen wurde nicht zugestimmt. Öffnen Sie den Link zur Administratorzustimmung, den Sie erhalten haben, und stimmen Sie für die Organisation zu.',
  ],
  [
    [90093, 90094],
    'Nur eine Administratorin oder ein Administrator kann genehmigen, was diese App verlangt. Öffnen Sie den Link zur Administratorzustimmung, den Sie erhalten haben, und stimmen Sie für die Organisation zu.',
  ],
  [
    [90095],
    'Eine Anforderung für diese App wartet unter „Unternehmensanwendungen“ > „Anforderungen zur Administratoreinwilligung“. Prüfen und genehmigen Sie sie dort.',
  ],
  [
    [900941, 900981],
    'Der Herausgeber dieser App ist nicht verifiziert, daher fragt Microsoft eine Administratorin oder einen Administrator. Prüfen Sie, wer sie geschickt hat. Öffnen Sie den Link zur Administratorzustimmung, den Sie erhalten haben, und stimmen Sie für die Organisation zu.',
  ],
  [
    [90099, 90130],
    'Die App ist in Ihrem Mandanten nicht autorisiert. Öffnen Sie den Link zur Administratorzustimmung, den Sie erhalten haben, und stimmen Sie für die Organisation zu.',
  ],
  [
    [650052],
    'Ein Dienst, den die App verlangt, ist nicht Teil Ihres Abonnements. Fügen Sie ihn hinzu oder bitten Sie die Person, die den Link geschickt hat, weniger zu verlangen.',
  ],
  [
    [50001, 500011],
    'Eine Ressource, die die App verlangt, ist in Ihrem Mandanten nicht vorhanden. Prüfen Sie, ob der Dienst lizenziert und aktiviert ist.',
  ],
  [
    [
      50011, 500113, 900971, 50194, 50059, 50128, 70002, 7000215, 7000222, 7000218, 700025, 700027, 700024, 70021,
      700211, 700212, 700213, 7002138, 700021, 50027, 90061, 700038, 90010, 90124, 9001023, 9002331, 9002332,
    ],
    'Die Registrierung der App muss vom Hersteller berichtigt werden. In Ihrem Mandanten ist nichts zu ändern.',
  ],
  [
    [70001, 700016, 7000229],
    'Die App ist in Ihrem Mandanten nicht vorhanden oder wurde entfernt. Stimmen Sie ihr erneut zu, wenn Ihre Benutzer sie haben sollen.',
  ],
  [
    [90002, 900023],
    'Der Hersteller der App benötigt Ihre Mandanten-ID. Sie steht auf der Übersichtsseite von Entra ID.',
  ],
  [
    [90038, 900382, 900432],
    'Ihr Mandant befindet sich in einer anderen Microsoft-Cloud als diese App. Im Mandanten ist nichts zu ändern.',
  ],
  [[90024, 90025, 90033, 90055], 'Der Anmeldedienst von Microsoft war ausgelastet. Das gibt sich von selbst.'],
  [[70012], 'Bei der Anmeldung für persönliche Konten ist ein Fehler aufgetreten. Das gibt sich von selbst.'],
  [[50196], 'Die App hat in kurzer Zeit zu oft angefragt und wird zurückgehalten. Das gibt sich von selbst.'],
]);
