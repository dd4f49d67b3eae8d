type Facts = { publicUrl: string; uniqueKey: string; script: { fixedPath: string; integrity: string } | undefined };

const sessionPath = '/connect-session';

function html({ uniqueKey }: Facts, src: string): string {
  return `<button id="connect">Connect</button>
<script type="module">
  import { connect, resume } from '${src}';

  const done = ({ connectionId }) => console.log('Connected', connectionId);
  const failed = ({ code, message }) => console.log(code, message);

  document.getElementById('connect').onclick = () => {
    // Your own server makes the session and answers with its token.
    const sessionToken = fetch('${sessionPath}', { method: 'POST' }).then((answer) => answer.text());
    connect({ sessionToken, integration: ${JSON.stringify(uniqueKey)} }).then(done, failed);
  };
  // What came of it in this same tab, as on phones.
  resume()?.then(done, failed);
</script>`;
}

/** The browser refuses another content (HTML, 8.1.5.3: the `integrity` of an import map). */
function pinned(facts: Facts, { fixedPath, integrity }: NonNullable<Facts['script']>): string {
  const src = `${facts.publicUrl}${fixedPath}`;
  return `<!-- Another version of Latchkey may have another address. This one answers 404 then: copy this again. -->
<script type="importmap">
  { "integrity": { "${src}": "${integrity}" } }
</script>
${html(facts, src)}`;
}

function react({ publicUrl, uniqueKey }: Facts): string {
  return `// Download ${publicUrl}/embed/latchkey.js and ${publicUrl}/embed/react.js (types: .d.ts) into this folder.
import { useLatchkey } from './react.js';

export function Connect() {
  const { status, error, connect } = useLatchkey({ host: '${publicUrl}', integration: ${JSON.stringify(uniqueKey)} });
  const start = () => connect({ sessionToken: fetch('${sessionPath}', { method: 'POST' }).then((answer) => answer.text()) });
  if (status === 'connected') return <p>Connected</p>;
  return (
    <>
      <button onClick={start}>Connect</button>
      {error ? <p role="alert">{error.message}</p> : null}
    </>
  );
}`;
}

function vue({ publicUrl, uniqueKey }: Facts): string {
  return `<script setup>
// Download ${publicUrl}/embed/latchkey.js into this folder.
import { ref } from 'vue';
import { connect, resume } from './latchkey.js';

const message = ref('');
const done = () => (message.value = 'Connected');
const failed = (error) => (message.value = error.message);
function start() {
  const sessionToken = fetch('${sessionPath}', { method: 'POST' }).then((answer) => answer.text());
  connect({ host: '${publicUrl}', sessionToken, integration: ${JSON.stringify(uniqueKey)} }).then(done, failed);
}
// What came of it in this same tab, as on phones.
resume()?.then(done, failed);
</script>

<template>
  <button @click="start">Connect</button>
  <p role="status">{{ message }}</p>
</template>`;
}

function nango({ publicUrl, uniqueKey }: Facts): string {
  return `import Nango from '@nangohq/frontend';

const nango = new Nango({ host: '${publicUrl}/api', connectSessionToken });
// In a frame:
nango.openConnectUI({
  baseURL: '${publicUrl}/embed?${new URLSearchParams({ integration: uniqueKey })}',
  apiURL: '${publicUrl}/api',
  onEvent: console.log,
});
// Or in a window:
const { connectionId } = await nango.auth(${JSON.stringify(uniqueKey)});`;
}

function server({ publicUrl, uniqueKey }: Facts): string {
  return `// ${sessionPath} on your own server, for a person who is signed in there.
const answer = await fetch('${publicUrl}/api/connect/sessions', {
  method: 'POST',
  headers: { authorization: \`Bearer \${process.env.LATCHKEY_API_KEY}\`, 'content-type': 'application/json' },
  body: JSON.stringify({
    end_user: { id: user.id },
    allowed_integrations: [${JSON.stringify(uniqueKey)}],
    expires_in: 1800,
  }),
});
const { data } = await answer.json();
response.end(data.token);`;
}

/** Code for customers' pages, and for the server that makes their sessions. */
export function embedTabs(facts: Facts): { label: string; code: string }[] {
  return [
    { label: 'HTML', code: html(facts, `${facts.publicUrl}/embed/latchkey.js`) },
    ...(facts.script ? [{ label: 'HTML, pinned', code: pinned(facts, facts.script) }] : []),
    { label: 'React', code: react(facts) },
    { label: 'Vue', code: vue(facts) },
    { label: 'Nango SDK', code: nango(facts) },
    { label: 'Server', code: server(facts) },
  ];
}
