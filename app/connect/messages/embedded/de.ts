import type { EmbeddedTexts } from './define';

const again =
  'Es wurde nichts verbunden. Versuchen Sie es noch einmal; geschieht es wieder, wenden Sie sich an den Betreiber der Seite, auf der Sie begonnen haben.';

export const de: EmbeddedTexts = {
  footer: { ask: 'Fragen? Wenden Sie sich an den Betreiber der Seite, auf der Sie begonnen haben.' },
  tiedTo: { own: 'Das ist für {who}.' },
  account: {
    tenantId:
      'Melden Sie sich mit dem Konto der Organisation an, für die dies gedacht ist. Andere Konten werden abgelehnt.',
  },
  validUntil: 'Sie können sich hier verbinden bis <time>{at}</time>.',
  awaiting: {
    title: 'Hier fehlt noch eine Genehmigung',
    text: 'Jemand, der hier begonnen hat, braucht eine Genehmigung. Sie können trotzdem fortfahren, wenn Sie selbst zur Administration gehören oder ein anderes Konto haben.',
    bound: 'Wer hier begonnen hat, benötigt erst die Zustimmung der Administration.',
  },
  stuck: {
    intro:
      'Manche Fehler zeigt Microsoft auf eigenen Seiten an, die nicht hierher zurückführen. Sie können hier solange weiterhin fortfahren.',
    approval: {
      text: 'Wählen Sie auf der Seite von Microsoft den Link, der ohne Zustimmung zur Anwendung zurückführt. Sie erhalten dann eine Nachricht, die Sie an Ihre Administration senden können. Falls Sie dort eine Anforderung stellen konnten, warten Sie die Antwort ab und beginnen Sie auf der Seite von vorn, von der Sie gekommen sind.',
    },
    otherAccount: {
      text: 'Sie sind mit einem anderen Konto angemeldet als dem benötigten, vielleicht mit einem privaten. Gehen Sie zurück und wählen Sie „Anderes Konto verwenden“, oder melden Sie sich zuerst bei office.com ab.',
    },
    blocked: {
      text: 'Ihre Organisation erlaubt den Zugriff nur von bestimmten Geräten oder Orten aus. Beginnen Sie auf Ihrem Arbeitscomputer oder im Firmennetz von vorn. Hilft das nicht, wenden Sie sich an Ihre Administration.',
    },
    unassigned: {
      text: 'Ihre Organisation legt fest, wer diese App verwenden darf. Bitten Sie Ihre Administration, Sie der App zuzuweisen, und beginnen Sie danach von vorn.',
    },
    setUp: {
      text: 'Die App ist auf der Seite des Herstellers nicht richtig eingerichtet. Sie selbst können nichts tun: Teilen Sie dem Betreiber der Seite, auf der Sie begonnen haben, den Code mit.',
    },
  },
  closed: {
    title: 'Hier können Sie sich nicht mehr verbinden',
    text: 'Dies wurde verwendet, ist abgelaufen oder wurde zurückgezogen. Gehen Sie zu der Seite zurück, auf der Sie begonnen haben, und beginnen Sie dort von vorn.',
  },
  refused: {
    title: 'Diese Anfrage kam nicht von der Seite, die fragt',
    text: 'Die Seite war zu lange geöffnet, oder Ihr Browser speichert für diese Website keine Cookies. Gehen Sie zu der Seite zurück, auf der Sie begonnen haben, und beginnen Sie dort von vorn.',
  },
  limited: {
    text: 'Von dieser Adresse kamen zu viele Anfragen. Warten Sie {minutes, plural, one {# Minute} other {# Minuten}} und beginnen Sie dann von vorn.',
  },
  failed: {
    text: 'Es wurde nichts verbunden. Beginnen Sie in einer Minute von vorn; gelingt es wieder nicht, teilen Sie es dem Betreiber der Seite mit, auf der Sie begonnen haben.',
  },
  notSetUp: {
    title: 'Die App ist noch nicht eingerichtet',
    text: 'Es wurde nichts verbunden. Sie selbst können hier nichts tun: Teilen Sie dem Betreiber der Seite, auf der Sie begonnen haben, mit, dass die Einrichtung der App erst abgeschlossen werden muss.',
  },
  unavailable: { text: 'Es ist nichts verloren gegangen. Beginnen Sie in einer Minute von vorn.' },
  openAgain: 'Von vorn beginnen',
  result: {
    cancelled: {
      text: 'Sie haben den Vorgang abgebrochen, daher wurde nichts verbunden. Sie können es noch einmal versuchen.',
    },
    declined: {
      text: 'Sie haben den Berechtigungen nicht zugestimmt, daher wurde nichts verbunden. Sie können es noch einmal versuchen.',
    },
    wrong_account: {
      text: 'Sie haben sich mit einem anderen Konto angemeldet als dem erwarteten. Es wurde nichts verbunden.',
      expected: 'Erwartet wird: {expected}.',
    },
    new_account: {
      next: 'Sagen Sie dem Betreiber der Seite Bescheid, auf der Sie begonnen haben. Sobald er Ihr neues Konto zugelassen hat, beginnen Sie dort von vorn.',
    },
    wrong_tenant: {
      text: 'Sie haben es für eine andere Organisation genehmigt als die erwartete. Es wurde nichts verbunden. Beginnen Sie mit einem Administratorkonto der richtigen Organisation von vorn.',
    },
    not_admin: {
      text: 'Das Konto, mit dem Sie sich angemeldet haben, ist kein Administratorkonto der Organisation. Es wurde nichts verbunden. Beginnen Sie mit einem solchen Konto von vorn.',
    },
    role_unknown: {
      text: 'Microsoft hat nicht gesagt, ob Sie die Organisation administrieren, deshalb wurde nichts verbunden. Sagen Sie es dem Betreiber der Seite, auf der Sie begonnen haben: Er kann es einrichten.',
    },
    start_again: { text: 'Die Anmeldung wurde nicht abgeschlossen. Beginnen Sie von vorn.' },
    id_token_refused: {
      missing: `Aus der Antwort von Microsoft geht nicht hervor, wer sich angemeldet hat. ${again}`,
      signature: `Es lässt sich nicht nachweisen, dass die Antwort von Microsoft stammt: Ihre Signatur passt zu keinem der Schlüssel von Microsoft. ${again}`,
      issuer: `Die Antwort wurde von einer anderen Stelle ausgestellt als der, die gefragt wurde. ${again}`,
      audience: `Die Antwort war für eine andere App bestimmt. ${again}`,
      nonce: `Die Antwort gehört zu einer anderen Anmeldung als der, die Sie begonnen haben. ${again}`,
      claims: `In der Antwort von Microsoft fehlt, was Ihr Konto kennzeichnet. ${again}`,
      times: `Die Antwort von Microsoft ist nicht mehr gültig. ${again}`,
    },
    clock_off: {
      text: 'Die Uhr dieses Servers weicht um {minutes, plural, one {# Minute} other {# Minuten}} von der Uhr von Microsoft ab, daher konnte die Antwort von Microsoft nicht angenommen werden. Es wurde nichts verbunden. Sagen Sie dem Betreiber der Seite Bescheid, auf der Sie begonnen haben; es funktioniert wieder, sobald die Uhr richtig geht.',
    },
    askAgain:
      'Hier können Sie sich nicht mehr verbinden. Beginnen Sie auf der Seite von vorn, von der Sie gekommen sind.',
  },
  askAdmin: {
    noLink:
      'Bitten Sie den Betreiber der Seite, auf der Sie begonnen haben, um eine Adresse, die Ihre Administration öffnen kann.',
  },
};
