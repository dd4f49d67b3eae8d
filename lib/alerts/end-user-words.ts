import type { LinkLanguage } from '#lib/links/schema';

type Facts = { operator: string; what: string; url: string };
type Words = { subject: (facts: Facts) => string; text: (facts: Facts) => string };

/** The mail to an end user whose connection needs reauthorization, in each language of the connect pages. */
export const endUserWords: Readonly<Record<LinkLanguage, Words>> = {
  en: {
    subject: ({ operator }) => `${operator} needs you to sign in to Microsoft again`,
    text: ({ operator, what, url }) =>
      `${operator} can no longer reach your Microsoft account (${what}). This happens after a changed password, for example.\n\nSign in once more to go on:\n${url}\n\nThe link is for you alone and works for seven days. If you did not expect this, answer this mail before you open it.`,
  },
  de: {
    subject: ({ operator }) => `${operator} braucht eine neue Anmeldung bei Microsoft`,
    text: ({ operator, what, url }) =>
      `${operator} erreicht Ihr Microsoft-Konto nicht mehr (${what}). Das geschieht zum Beispiel, wenn das Kennwort geändert wurde.\n\nMelden Sie sich noch einmal an, damit es weitergeht:\n${url}\n\nDer Link ist nur für Sie und gilt sieben Tage. Wenn Sie damit nicht gerechnet haben, antworten Sie auf diese Nachricht, bevor Sie ihn öffnen.`,
  },
  fr: {
    subject: ({ operator }) => `${operator} vous demande de vous reconnecter à Microsoft`,
    text: ({ operator, what, url }) =>
      `${operator} n’a plus accès à votre compte Microsoft (${what}). Cela arrive par exemple après un changement de mot de passe.\n\nReconnectez-vous pour continuer :\n${url}\n\nCe lien est réservé à vous seul et reste valable sept jours. Si vous ne vous y attendiez pas, répondez à ce message avant de l’ouvrir.`,
  },
  es: {
    subject: ({ operator }) => `${operator} necesita que vuelva a iniciar sesión en Microsoft`,
    text: ({ operator, what, url }) =>
      `${operator} ya no puede acceder a su cuenta de Microsoft (${what}). Ocurre, por ejemplo, tras un cambio de contraseña.\n\nInicie sesión de nuevo para continuar:\n${url}\n\nEl enlace es solo para usted y es válido durante siete días. Si no lo esperaba, responda a este mensaje antes de abrirlo.`,
  },
  ja: {
    subject: ({ operator }) => `${operator}：Microsoft への再サインインのお願い`,
    text: ({ operator, what, url }) =>
      `${operator} からお客様の Microsoft アカウント（${what}）にアクセスできなくなりました。パスワードの変更後などに起こります。\n\n続けるには、もう一度サインインしてください。\n${url}\n\nこのリンクはお客様専用で、7 日間有効です。お心当たりがない場合は、開く前にこのメールにご返信ください。`,
  },
};
