type Facts = { publicUrl: string; uniqueKey: string; script: { fixedPath: string; integrity: string } | undefined };

const sessionPath = '/connect-session';

function html({ uniqueKey }: Facts, src: string): string {
  return `<button id="connect">Connect</button>
<script type="module">
  import { connect } from '${src}';

  document.getElementById('connect').onclick = async () => {
    // Your own server makes the session and answers with its token.
    const sessionToken = fetch('${sessionPath}', { method: 'POST' }).then((answer) => answer.text());
    try {
      const { connectionId } = await connect({ sessionToken, integration: ${JSON.stringify(uniqueKey)} });
      console.log('Connected', connectionId);
    } catch (error) {
      console.log(error.code, error.message);
    }
  };
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
import { connect } from './latchkey.js';

const message = ref('');
async function start() {
  const sessionToken = fetch('${sessionPath}', { method: 'POST' }).then((answer) => answer.text());
  try {
    await connect({ host: '${publicUrl}', sessionToken, integration: ${JSON.stringify(uniqueKey)} });
    message.value = 'Connected';
  } catch (error) {
    message.value = error.message;
  }
}
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
nango.openConnectUI({ baseURL: '${publicUrl}/embed', apiURL: '${publicUrl}/api', onEvent: console.log });
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
