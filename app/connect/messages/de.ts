import type { Translation } from './translation';

export const de: Translation = {
  name: 'Deutsch',
  language: 'Sprache',
  sandbox: 'Sandbox: nicht Microsoft',
  service: { asks: 'Dieser Dienst', within: 'diesem Dienst' },
  footer: {
    ask: 'Fragen? Wenden Sie sich an die Person, die Ihnen diesen Link geschickt hat.',
    contact: 'Fragen? Wenden Sie sich an <contact>{name}</contact>.',
    privacy: 'Datenschutz',
    terms: 'Nutzungsbedingungen',
  },
  connect: {
    title: 'Microsoft-Konto verbinden',
    asks: '{who} bittet um Zugriff auf Ihr Konto: {what}.',
    asksChoice: '{who} bittet um Zugriff auf Ihr Konto.',
    choose: 'Was möchten Sie verbinden?',
    mayDo: 'Das wird damit möglich',
    button: 'Weiter zu Microsoft',
    signIn: 'Sehen, wer Sie sind: Ihren Namen und Ihre E-Mail-Adresse',
    lasting: 'Der Zugriff gilt auch, während Sie nicht angemeldet sind, bis Sie ihn widerrufen.',
    takeBack: {
      work: 'Widerrufen können Sie ihn unter <work>myapps.microsoft.com</work>.',
      personal: 'Widerrufen können Sie ihn unter <personal>account.live.com/consent/Manage</personal>.',
      any: 'Widerrufen können Sie ihn mit einem Geschäfts-, Schul- oder Unikonto unter <work>myapps.microsoft.com</work>, mit einem persönlichen Konto unter <personal>account.live.com/consent/Manage</personal>.',
    },
  },
  access: { unknown: 'Die Berechtigung {name} verwenden', other: 'Weiteres' },
  notAsked: {
    title: 'Was nicht verlangt wird',
    password: 'Ihr Kennwort: Sie melden sich auf der Seite von Microsoft an, niemand sonst bekommt es zu sehen.',
    more: 'Mehr als hier aufgeführt: Microsoft zeigt Ihnen dieselben Berechtigungen, bevor Sie zustimmen.',
    writing: 'Etwas zu ändern, zu löschen, zu senden oder zu teilen: Es wird nur gelesen.',
  },
  tiedTo: {
    title: 'Wem dieses Konto zugeordnet wird',
    own: 'Dieser Link ist für {who}.',
    person:
      'Das Konto, das Sie wählen, wird {who} zugeordnet. Fahren Sie nur fort, wenn Sie das sind oder den Grund kennen.',
    personAt:
      'Das Konto, das Sie wählen, wird {who} bei {organization} zugeordnet. Fahren Sie nur fort, wenn Sie das sind oder den Grund kennen.',
    organization:
      'Das Konto, das Sie wählen, wird {organization} zugeordnet. Fahren Sie nur fort, wenn Sie den Grund kennen.',
    donePerson: 'Es ist {who} zugeordnet.',
    donePersonAt: 'Es ist {who} bei {organization} zugeordnet.',
    doneOrganization: 'Es ist {organization} zugeordnet.',
  },
  account: {
    title: 'Welches Konto',
    email: 'Melden Sie sich als {masked} an. Jedes andere Konto wird abgelehnt.',
    tenant: 'Melden Sie sich mit Ihrem Konto bei {domain} an. Konten anderer Organisationen werden abgelehnt.',
    tenantId:
      'Melden Sie sich mit dem Konto der Organisation an, für die dieser Link erstellt wurde. Andere Konten werden abgelehnt.',
    same: 'Melden Sie sich als {masked} an, mit dem zuvor verbundenen Konto. Jedes andere wird abgelehnt.',
    sameUnnamed: 'Melden Sie sich mit dem zuvor verbundenen Konto an. Jedes andere wird abgelehnt.',
  },
  validUntil: 'Dieser Link ist gültig bis <time>{at}</time>.',
  reauthorize: {
    title: 'Erneut anmelden',
    asks: '{who} kann Ihr Konto nicht mehr erreichen ({what}) und bittet Sie, sich noch einmal anzumelden. Alles bisher Eingerichtete bleibt erhalten.',
    onPurpose: 'Falls Sie den Zugriff absichtlich widerrufen haben, schließen Sie diese Seite.',
  },
  admin: {
    title: '{what} für Ihre Organisation genehmigen',
    asks: 'Jemand in Ihrer Organisation möchte {what} mit {who} verbinden. In Ihrer Organisation darf das nur eine Administratorin oder ein Administrator erlauben.',
    asksDirect:
      '{who} bittet Sie, {what} für Ihre Organisation zu genehmigen. Vorher kann dort niemand ein Konto verbinden.',
    permissions: 'Was die App verlangt',
    reader:
      'Die Zeilen richten sich an jede Person, die ihr Konto verbindet: „Sie“ meint diese Person, und die App erreicht, was diese Person öffnen kann.',
    meaningTitle: 'Was die Administratorzustimmung bewirkt',
    everyone: 'Alle in Ihrer Organisation können danach ihr eigenes Konto verbinden, ohne Sie zu fragen.',
    noAccess:
      'Sie gibt noch niemandes Daten frei: Jede Person verbindet ihr Konto selbst, und die App kann nicht mehr als diese Person.',
    withdraw: 'Sie können sie im Entra Admin Center unter „Unternehmensanwendungen“ widerrufen.',
    role: 'Sie benötigen die Rolle Cloudanwendungsadministrator, Anwendungsadministrator oder Globaler Administrator.',
    button: 'Bei Microsoft prüfen und genehmigen',
  },
  tenant: {
    title: '{what} für Ihre ganze Organisation verbinden',
    asks: '{who} bittet Sie als Administratorin oder Administrator, die App in Ihre Organisation zu lassen: {what}. Danach muss sich niemand anmelden.',
    asksAgain:
      '{who} bittet die Administration, die App in Ihrer Organisation erneut zu genehmigen: {what}. Alles bisher Eingerichtete bleibt.',
    mayDo: 'Was die App in Ihrer ganzen Organisation tun kann',
    nothing:
      'Durch diese Genehmigung allein nichts: Was die App erreicht, wird in Exchange, in Azure oder im Produkt selbst entschieden, von denen, die es verwalten.',
    meaningTitle: 'Was die Genehmigung bedeutet',
    always: 'Sie gilt jederzeit, auch wenn niemand angemeldet ist, bis Sie sie zurückziehen.',
    everybody:
      'Sie hängt nicht davon ab, was einzelne Personen dürfen: Sie reicht für alle so weit wie oben aufgeführt.',
    sites: 'Sie öffnet noch keine Website: Nach der Genehmigung wählen Sie, welche Websites die App verwenden darf.',
    sitesKept: 'Die bereits freigegebenen Websites bleiben freigegeben; nach der Genehmigung können Sie sie ändern.',
    signIn:
      'Microsoft bittet Sie vielleicht ein zweites Mal um die Anmeldung, damit bekannt ist, wer genehmigt hat. Auf Ihr eigenes Konto bleibt kein Zugriff.',
    role: 'Sie brauchen die Rolle Administrator für privilegierte Rollen oder Globaler Administrator.',
    button: 'Bei Microsoft prüfen und genehmigen',
  },
  sites: {
    title: 'Websites wählen, die {what} verwenden darf',
    asks: '{who} erreicht nur die SharePoint-Websites, die Sie hier freigeben, und keine andere. Sie können jede zurücknehmen.',
    signIn:
      'Für jeden Schritt meldet Microsoft Sie an, mit dem Recht, alle Websites zu verwalten. Es wird nur für diesen Schritt verwendet und nicht aufbewahrt.',
    consent:
      'Microsoft nennt es Sites.FullControl.All. Lassen Sie „Zustimmung im Namen Ihrer Organisation“ leer. Die Zustimmung bleibt in Entra, bis Sie sie unter „Unternehmensanwendungen“ entfernen.',
    role: 'Was darf die App dort?',
    field: 'Namen oder Adressen von Websites, je Zeile eine',
    hint: 'Leer lassen, um alle Websites zu sehen.',
    find: 'Websites suchen',
    unfound: 'Nichts gefunden wurde zu:',
    noneChosen: 'Es wurde keine Website gewählt. Wählen Sie mindestens eine.',
    found: 'Andere Websites',
    more: 'Andere Websites suchen',
    none: 'Keine: Die App erreicht keine Website.',
    released: 'Websites, die die App verwenden darf',
    read: 'Lesen',
    write: 'Lesen und schreiben',
    mayRead: 'Darf lesen',
    mayWrite: 'Darf lesen und schreiben',
    release: 'Gewählte Websites freigeben',
    takeBack: 'Zurücknehmen',
    see: 'Zeigen, was die App erreicht',
    wasReleased: '{name} wurde freigegeben.',
    wasTakenBack: '{name} wurde zurückgenommen.',
    noneLeft: 'Die App erreicht jetzt keine Website.',
  },
  approved: {
    title: 'Die Genehmigung liegt vor',
    text: 'Fahren Sie jetzt fort: Microsoft verlangt keine weitere Genehmigung.',
  },
  approvedPerhaps: {
    title: 'Eine Genehmigung liegt vor',
    text: 'Fahren Sie jetzt fort. Verlangt Microsoft weiterhin eine Genehmigung, wurde sie in einer anderen Organisation erteilt: Dann muss auch Ihre eigene Administration zustimmen.',
  },
  awaiting: {
    title: 'Dieser Link wartet auf eine Genehmigung',
    text: 'Wer ihn geöffnet hat, benötigt die Zustimmung der Administration. Sie können trotzdem fortfahren, wenn Sie selbst Administratorrechte oder ein anderes Konto haben.',
    bound: 'Wer ihn geöffnet hat, benötigt erst die Zustimmung der Administration.',
    send: 'Was Sie der Administration senden',
  },
  stuck: {
    title: 'Die Anmeldung bei Microsoft steht noch aus',
    text: 'Von hier aus ist jemand zu Microsoft gegangen und noch nicht zurückgekehrt. Falls Microsoft einen Fehler angezeigt hat, finden Sie unten, was zu tun ist; andernfalls fahren Sie noch einmal fort.',
    summary: 'Falls es bei Microsoft nicht weitergeht',
    intro:
      'Manche Fehler zeigt Microsoft auf eigenen Seiten an, die nicht hierher zurückführen. Ihr Link bleibt solange gültig.',
    codes: 'Code von Microsoft: {codes}',
    approval: {
      title: 'Microsoft verlangt die Genehmigung eines Administrators',
      text: 'Wählen Sie auf der Seite von Microsoft den Link, der ohne Zustimmung zur Anwendung zurückführt. Sie erhalten dann eine Nachricht, die Sie an Ihre Administration senden können. Falls Sie dort eine Anforderung stellen konnten, warten Sie die Antwort ab und öffnen Sie diesen Link erneut.',
    },
    otherAccount: {
      title: 'Microsoft meldet, dass Ihr Konto in dieser Organisation nicht vorhanden ist',
      text: 'Sie sind mit einem anderen Konto angemeldet als dem benötigten, vielleicht mit einem privaten. Gehen Sie zurück, wählen Sie „Anderes Konto verwenden“ oder öffnen Sie diesen Link in einem privaten Fenster.',
    },
    blocked: {
      title: 'Microsoft meldet, dass eine Richtlinie den Zugriff blockiert',
      text: 'Ihre Organisation erlaubt den Zugriff nur von bestimmten Geräten oder Orten aus. Öffnen Sie den Link auf Ihrem Arbeitscomputer oder im Firmennetz. Hilft das nicht, wenden Sie sich an Ihre Administration.',
    },
    unassigned: {
      title: 'Microsoft meldet, dass Sie der App nicht zugewiesen sind',
      text: 'Ihre Organisation legt fest, wer diese App verwenden darf. Bitten Sie Ihre Administration, Sie der App zuzuweisen, und öffnen Sie diesen Link danach erneut.',
    },
    locked: {
      title: 'Microsoft meldet, dass Ihr Konto gesperrt oder deaktiviert ist',
      text: 'Warten Sie einige Minuten oder setzen Sie Ihr Kennwort bei Microsoft zurück. Wurde das Konto deaktiviert, wenden Sie sich an Ihre Administration.',
    },
    setUp: {
      title: 'Microsoft akzeptiert die App oder ihre Adresse nicht',
      text: 'Die App ist auf der Seite des Herstellers nicht richtig eingerichtet. Sie selbst können nichts tun: Teilen Sie der Person, die Ihnen den Link geschickt hat, den Code mit.',
    },
    messageLabel: 'Eine Nachricht an Ihre Administration',
    subject: 'Anmeldung bei Microsoft gelingt nicht: {what}',
    message:
      'Guten Tag,\n\nich möchte mein Microsoft-Konto verbinden ({what}), werde aber bei Microsoft aufgehalten. Könnten Sie im Anmeldeprotokoll des Entra Admin Centers nachsehen, woran es liegt, und die App zulassen oder mich ihr unter „Unternehmensanwendungen“ zuweisen?\n\nDie Meldung von Microsoft lautete:\n\n\nVielen Dank.',
  },
  closed: {
    title: 'Dieser Link kann nicht verwendet werden',
    text: 'Er wurde bereits verwendet, ist abgelaufen oder wurde zurückgezogen, oder seine Adresse ist unvollständig. Falls sie in einer Nachricht auf zwei Zeilen umbrochen wurde, kopieren Sie die ganze Adresse. Bitten Sie andernfalls die Person, die ihn geschickt hat, um einen neuen.',
  },
  startAgain: {
    title: 'Diese Anmeldung kann hier nicht abgeschlossen werden',
    text: 'Sie wurde in einem anderen Browser begonnen, hat länger als eine Stunde gedauert oder ist seit Langem abgeschlossen. Der Aufruf dieser Seite hat nichts geändert: Was bereits verbunden war, bleibt verbunden. Andernfalls öffnen Sie den Link, den Sie erhalten haben, noch einmal und fahren Sie von dort aus fort.',
  },
  reportedApproved: {
    title: 'Microsoft meldet eine Genehmigung',
    text: 'Laut der Adresse, die Sie hierhergeführt hat, hat ein Administrator die App für eine Organisation genehmigt. Wer darauf wartet, kann seinen Link noch einmal öffnen und fortfahren.',
  },
  reportedRefused: { title: 'Microsoft meldet, dass nichts genehmigt wurde', code: 'Code von Microsoft: {code}' },
  reported: {
    proves:
      'Diese Seite beweist nichts: Die Genehmigung wurde nicht hier in diesem Browser begonnen, und jeder kann diese Adresse öffnen. Hier wurde nichts geändert. Ob die App genehmigt ist, zeigt das Entra Admin Center unter „Unternehmensanwendungen“.',
  },
  refused: {
    title: 'Diese Anfrage kam nicht von der Seite des Links',
    text: 'Die Seite war zu lange geöffnet, oder Ihr Browser speichert für diese Website keine Cookies. Öffnen Sie den Link erneut und fahren Sie von dort aus fort.',
  },
  notAllowedHere: {
    title: 'Von dort kann das nicht geöffnet werden',
    text: 'Die Seite, von der Sie kommen, darf diese Verbindung nicht verlangen. Es wurde nichts begonnen. Sagen Sie es der Stelle, die diese Seite betreibt.',
  },
  limited: {
    title: 'Zu viele Versuche',
    text: 'Von dieser Adresse kamen zu viele Anfragen. Warten Sie {minutes, plural, one {# Minute} other {# Minuten}} und öffnen Sie den Link dann erneut.',
  },
  failed: {
    title: 'Die Anmeldung konnte nicht gestartet werden',
    text: 'Es wurde nichts verbunden, und der Link ist weiterhin gültig. Öffnen Sie ihn in einer Minute erneut; gelingt es wieder nicht, teilen Sie es der Person mit, die ihn geschickt hat.',
  },
  notSetUp: {
    title: 'Die App hinter diesem Link ist noch nicht eingerichtet',
    text: 'Es wurde nichts verbunden, und Ihr Link ist weiterhin gültig. Sie selbst können hier nichts tun: Teilen Sie der Person, die ihn geschickt hat, mit, dass die Einrichtung der App erst abgeschlossen werden muss. Öffnen Sie danach denselben Link erneut.',
  },
  unavailable: {
    title: 'Diese Seite ist gerade nicht verfügbar',
    text: 'Es ist nichts verloren gegangen, und Ihr Link ist weiterhin gültig. Öffnen Sie ihn in einer Minute erneut.',
  },
  logo: 'Logo',
  embed: {
    loading: 'Wird geladen',
    close: 'Schließen',
    title: 'Weiter im anderen Fenster',
    text: 'Microsoft ist in einem eigenen Fenster geöffnet. Diese Seite geht weiter, sobald Sie dort fertig sind.',
    again: 'Von vorn beginnen',
    here: 'Stattdessen in diesem Tab weitermachen',
    failed: 'Das hat nicht geklappt',
    done: 'Fertig',
    closeWindow: 'Dieses Fenster schließen',
    startThere: 'Schließen Sie dieses Fenster und beginnen Sie auf der Seite von vorn, von der Sie gekommen sind.',
  },
  openAgain: 'Link erneut öffnen',
  copy: {
    link: 'Link kopieren',
    message: 'Nachricht kopieren',
    script: 'Skript kopieren',
    details: 'Angaben kopieren',
    copied: 'Kopiert',
    failed: 'Nicht kopiert: Markieren Sie den Text und kopieren Sie ihn von Hand',
  },
  mail: 'E-Mail verfassen',
  result: {
    connected: {
      title: 'Verbunden',
      text: 'Ihr Konto ist verbunden.',
      textAs: 'Ihr Konto {account} ist verbunden.',
      takeBack: 'Sie können den Zugriff jederzeit unter <page>{place}</page> widerrufen.',
    },
    cancelled: {
      title: 'Sie haben abgebrochen',
      text: 'Sie haben den Vorgang abgebrochen, daher wurde nichts verbunden. Sie können den Link erneut öffnen.',
    },
    declined: {
      title: 'Es wurde nichts verbunden',
      text: 'Sie haben den Berechtigungen nicht zugestimmt, daher wurde nichts verbunden. Sie können den Link erneut öffnen.',
    },
    wrong_account: {
      title: 'Das war ein anderes Konto',
      text: 'Sie haben sich mit einem anderen Konto angemeldet als dem, für das dieser Link bestimmt ist. Es wurde nichts verbunden.',
      used: 'Sie haben sich als {account} angemeldet.',
      expected: 'Dieser Link ist bestimmt für: {expected}.',
      howToSwitch:
        'Versuchen Sie es noch einmal und wählen Sie in der Liste von Microsoft das richtige Konto oder „Anderes Konto verwenden“. Wird es nicht angeboten, melden Sie sich zuerst auf office.com ab oder verwenden Sie ein privates Fenster.',
    },
    new_account: {
      title: 'Ihr Konto wurde neu angelegt',
      text: 'Seit der Verbindung wurde Ihr Konto gelöscht und neu angelegt: Die Adresse ist dieselbe, aber für Microsoft ist es ein anderes Konto. Es wurde noch nichts verbunden.',
      next: 'Sagen Sie der Person Bescheid, die Ihnen diesen Link geschickt hat. Sobald sie Ihr neues Konto zugelassen hat, öffnen Sie denselben Link noch einmal.',
    },
    admin_needed: {
      title: 'Ihre Administration muss das genehmigen',
      text: 'In Ihrer Organisation ist dafür die Administratorzustimmung erforderlich. Senden Sie den Link unten an Ihre Administration; danach können Sie fortfahren.',
    },
    admin_consented: {
      title: 'Für Ihre Organisation genehmigt',
      text: 'Vielen Dank. Sie haben den Berechtigungen für Ihre Organisation zugestimmt.',
      next: 'Die Person, die Sie gebeten hat, kann jetzt fortfahren; ihre Seite geht von selbst weiter. Sie können diese Seite schließen.',
      nextDirect:
        'Die Personen in Ihrer Organisation können ihre Konten jetzt verbinden. Sie können diese Seite schließen.',
    },
    approval_pending: {
      title: 'Microsoft braucht noch eine Minute',
      text: 'Ihre Administration hat zugestimmt, aber das ist bei Microsoft noch nicht überall bekannt. Warten Sie eine Minute und versuchen Sie es dann erneut.',
    },
    admin_declined: {
      title: 'Nicht genehmigt',
      text: 'Den Berechtigungen wurde nicht zugestimmt.',
      next: 'In Ihrer Organisation hat sich nichts geändert. Sie können den Link erneut öffnen, wenn Sie es sich anders überlegen.',
      notAdmin:
        'Das Konto, mit dem Sie sich angemeldet haben, hat keine Administratorrechte in der Organisation. Wählen Sie ein Administratorkonto, oder geben Sie diesen Link weiter.',
      unchanged: 'In Ihrer Organisation hat sich nichts geändert.',
    },
    microsoft_error: { title: 'Microsoft hat die Anmeldung abgebrochen' },
    tenant_connected: {
      title: 'Ihre Organisation ist verbunden',
      text: '{account} ist verbunden.',
      sites: 'Die App erreicht noch keine Website. Wählen Sie jetzt, welche sie verwenden darf.',
      sitesKept: 'Die freigegebenen Websites bleiben freigegeben. Sie können ändern, welche die App verwenden darf.',
      chooseSites: 'Websites wählen',
      keep: 'Bewahren Sie diesen Link auf: Bis <time>{at}</time> können Sie damit die Websites sehen und ändern.',
      siteLink: 'Link zu den Websites',
      mailboxes:
        'Die App erreicht nur Postfächer, die Exchange für sie öffnet. Falls das noch aussteht, führt jemand mit der Exchange-Rolle Organisationsverwaltung (Organization Management) dieses Skript einmal aus, für die Postfächer, die Sie wählen. Es wirkt nach bis zu zwei Stunden.',
      script: 'Skript für Exchange Online PowerShell',
    },
    tenant_pending: {
      title: 'Microsoft bereitet es vor',
      text: 'Sie haben genehmigt. Microsoft braucht einen Moment, manchmal einige Minuten, bis es die App in Ihrer Organisation kennt. Diese Seite sieht von selbst wieder nach. Sie können sie auch schließen: Die Verbindung wird dann ohne Sie fertig.',
    },
    wrong_tenant: {
      title: 'Das war eine andere Organisation',
      text: 'Sie haben es für eine andere Organisation genehmigt als die, für die dieser Link ist. Es wurde nichts verbunden. Öffnen Sie den Link erneut mit einem Administratorkonto der richtigen Organisation.',
    },
    not_admin: {
      title: 'Es braucht ein Administratorkonto',
      text: 'Das Konto, mit dem Sie sich angemeldet haben, ist kein Administratorkonto der Organisation. Es wurde nichts verbunden. Senden Sie diesen Link an die Administration, oder öffnen Sie ihn mit einem solchen Konto.',
    },
    role_unknown: {
      title: 'Noch ist nicht bekannt, ob Sie das dürfen',
      text: 'Microsoft hat nicht gesagt, ob Sie die Organisation administrieren, deshalb wurde nichts verbunden. Sagen Sie es denen, die Ihnen den Link gesendet haben: Sie können es einrichten oder Ihnen einen Link für Ihre Organisation senden.',
    },
    sites_found: {
      title: 'Websites Ihrer Organisation',
      text: 'So steht es jetzt in SharePoint. Sie können diese Seite schließen oder es unten ändern.',
      none: 'Die App erreicht noch keine Website. Wählen Sie unten, welche sie verwenden darf.',
    },
    sites_refused: {
      title: 'SharePoint hat es nicht erlaubt',
      text: 'Ihr Konto darf nicht entscheiden, welche Apps Websites verwenden. Es wurde nichts geändert. Öffnen Sie den Link erneut mit dem Konto eines globalen oder eines SharePoint-Administrators.',
    },
    start_again: {
      title: 'Bitte neu beginnen',
      text: 'Die Anmeldung wurde nicht abgeschlossen. Öffnen Sie Ihren Link erneut und beginnen Sie von vorn.',
    },
    id_token_refused: {
      title: 'Die Antwort wurde nicht angenommen',
      missing:
        'Aus der Antwort von Microsoft geht nicht hervor, wer sich angemeldet hat. Es wurde nichts verbunden. Versuchen Sie es noch einmal; geschieht es wieder, wenden Sie sich an die Person, die Ihnen den Link geschickt hat.',
      signature:
        'Es lässt sich nicht nachweisen, dass die Antwort von Microsoft stammt: Ihre Signatur passt zu keinem der Schlüssel von Microsoft. Es wurde nichts verbunden. Versuchen Sie es noch einmal; geschieht es wieder, wenden Sie sich an die Person, die Ihnen den Link geschickt hat.',
      issuer:
        'Die Antwort wurde von einer anderen Stelle ausgestellt als der, die gefragt wurde. Es wurde nichts verbunden. Versuchen Sie es noch einmal; geschieht es wieder, wenden Sie sich an die Person, die Ihnen den Link geschickt hat.',
      audience:
        'Die Antwort war für eine andere App bestimmt. Es wurde nichts verbunden. Versuchen Sie es noch einmal; geschieht es wieder, wenden Sie sich an die Person, die Ihnen den Link geschickt hat.',
      nonce:
        'Die Antwort gehört zu einer anderen Anmeldung als der, die Sie begonnen haben. Es wurde nichts verbunden. Versuchen Sie es noch einmal; geschieht es wieder, wenden Sie sich an die Person, die Ihnen den Link geschickt hat.',
      claims:
        'In der Antwort von Microsoft fehlt, was Ihr Konto kennzeichnet. Es wurde nichts verbunden. Versuchen Sie es noch einmal; geschieht es wieder, wenden Sie sich an die Person, die Ihnen den Link geschickt hat.',
      times:
        'Die Antwort von Microsoft ist nicht mehr gültig. Es wurde nichts verbunden. Versuchen Sie es noch einmal; geschieht es wieder, wenden Sie sich an die Person, die Ihnen den Link geschickt hat.',
    },
    clock_off: {
      title: 'Die Uhr geht hier falsch',
      text: 'Die Uhr dieses Servers weicht um {minutes, plural, one {# Minute} other {# Minuten}} von der Uhr von Microsoft ab, daher konnte die Antwort von Microsoft nicht angenommen werden. Es wurde nichts verbunden. Sagen Sie der Person Bescheid, die Ihnen den Link geschickt hat; er funktioniert wieder, sobald die Uhr richtig geht.',
    },
    keys_unavailable: {
      title: 'Die Schlüssel von Microsoft sind gerade nicht abrufbar',
      text: 'Ohne sie lässt sich die Antwort von Microsoft nicht prüfen. Es wurde nichts verbunden. Versuchen Sie es in einer Minute noch einmal.',
    },
    close: 'Sie können diese Seite schließen.',
    back: 'Zurück zu {host}',
    tryAgain: 'Erneut versuchen',
    askAgain: 'Der Link ist nicht mehr gültig. Bitten Sie die Person, die ihn geschickt hat, um einen neuen.',
    whatFor: '{names} für {who}',
    details: 'Angaben für den Support',
    code: 'Code',
    trace: 'Ablaufverfolgungs-ID',
    correlation: 'Korrelations-ID',
    at: 'Zeitpunkt',
  },
  askAdmin: {
    how: 'Lassen Sie diese Seite geöffnet: Sobald die Genehmigung vorliegt, geht es von selbst weiter.',
    again: 'Geschlossen? Öffnen Sie den Link, den Sie erhalten haben, noch einmal.',
    linkLabel: 'Link für Ihre Administration',
    messageLabel: 'Eine Nachricht, die Sie mitsenden können',
    subject: 'Genehmigung erforderlich: {what}',
    message:
      'Guten Tag,\n\nich möchte mein Microsoft-Konto verbinden ({what}). In unserer Organisation ist dafür die Administratorzustimmung erforderlich. Könnten Sie die Anfrage hier prüfen und genehmigen?\n\n{url}\n\nDie Seite zeigt, welche Berechtigungen verlangt werden, bevor etwas genehmigt wird. Vielen Dank.',
    waiting: 'Warten auf die Genehmigung.',
    declined: 'Ihre Administration hat den Link geöffnet und nicht genehmigt.',
    check: 'Jetzt prüfen',
    elsewhere: 'Wird auf einem anderen Weg zugestimmt, erfährt diese Seite nichts davon. Versuchen Sie es dann erneut.',
    noLink:
      'Bitten Sie die Person, die Ihnen diesen Link geschickt hat, um einen Link, den Ihre Administration öffnen kann.',
  },
};
