import { type MessageTexts, permissionList } from '../message';

export const ja: MessageTexts = {
  invitation: ({ who, account, expires }) => ({
    subject: `Microsoft アカウントの接続${who ? `（${who}）` : ''}`,
    body: `こんにちは。

次のページで、Microsoft アカウントを${who ? `${who} に` : ''}接続してください。

{url}
${account ? `\nMicrosoft には ${account} でサインインしてください。ほかのアカウントは受け付けられません。\n` : ''}
何が求められるかは、事前にページに表示されます。リンクの有効期限は ${expires} で、使用できるのは 1 回です。`,
  }),
  reauthorize: ({ who, what, account, expires }) => ({
    subject: `再度サインインしてください: ${what}`,
    body: `こんにちは。

${who ? `${who} から` : ''}お使いの Microsoft アカウント（${what}）にアクセスできなくなったか、以前より多くのアクセス許可が必要になりました。次のページで、もう一度そのアカウントでサインインしてください。これまでの設定はそのまま残ります。

{url}

リンクを使用できるのは、以前に接続されたアカウント${account ? `（${account}）` : ''}だけです。有効期限は ${expires} で、使用できるのは 1 回です。`,
  }),
  admin: ({ who, what, permissions, expires }) => ({
    subject: `Microsoft での承認のお願い: ${what}${who ? `（${who}）` : ''}`,
    body: `こんにちは。

組織内の方が Microsoft アカウント（${what}）を${who ? `${who} に` : ''}接続しようとしています。Microsoft では、これを承認できるのは管理者だけです。次のページで要求を確認し、承認してください。

{url}

求められるアクセス許可は次のとおりです。いずれも、サインインする本人に代わって使用されます。
${permissionList(permissions)}

承認しただけでは、誰のデータにもアクセスできません。各自が自分のアカウントを接続し、アプリはその人にできること以上のことはできません。承認は Entra 管理センターの「エンタープライズ アプリケーション」で取り消せます。

クラウド アプリケーション管理者、アプリケーション管理者、またはグローバル管理者のロールが必要です。リンクの有効期限は ${expires} です。`,
  }),
  tenant: ({ who, what, permissions, expires }) => ({
    subject: `Microsoft での承認のお願い: ${what}${who ? `（${who}）` : ''}`,
    body: `こんにちは。

組織で ${who ? `${who}（${what}）` : what} を許可してください。何が可能になるかは、事前にページに表示されます。

{url}

${
  permissions.length > 0
    ? `求められるアプリケーションのアクセス許可は次のとおりです。誰もサインインしていなくても、組織全体に適用されます。\n${permissionList(permissions)}`
    : 'Entra ではアクセス許可を求めません。何にアクセスできるかは、データのある場所で決まります。'
}

特権ロール管理者またはグローバル管理者のロールが必要です。承認は Entra 管理センターの「エンタープライズ アプリケーション」で取り消せます。リンクの有効期限は ${expires} で、使用できるのは 1 回です。`,
  }),
  sites: ({ who, what, expires }) => ({
    subject: `${who ?? what} が使用できるサイトの選択`,
    body: `こんにちは。

${who ? `${who}（${what}）` : what} がアクセスできるのは、組織の SharePoint サイトのうち、許可されたものだけです。次のページで選択するか、取り消してください。

{url}

SharePoint 管理者またはグローバル管理者のロールが必要です。リンクの有効期限は ${expires} で、何度でも使用できます。`,
  }),
};
