import { askSession } from '../../../session-code';

type Facts = { publicUrl: string; uniqueKey: string; script: { fixedPath: string; integrity: string } | undefined };

const sessionPath = '/connect-session';

const newSession = (indent = '') => askSession('newSession', sessionPath, indent);

function html({ uniqueKey }: Facts, src: string): string {
  return `<button id="connect">Connect</button>
<script type="module">
  import { connect, resume } from '${src}';

${newSession('  ')}
  const done = ({ connectionId }) => console.log('Connected', connectionId);
  const failed = ({ code, message }) => console.log(code, message);

  document.getElementById('connect').onclick = () =>
    connect({
      sessionToken: newSession(),
      integration: ${JSON.stringify(uniqueKey)},
      mode: 'popup', // or 'iframe', 'redirect'
    }).then(done, failed);
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
  return `// Download ${publicUrl}/embed/latchkey.js and ${publicUrl}/embed/react.js into this folder.
// For TypeScript also latchkey.d.ts, react.d.ts and picker.d.ts, from the same address.
import { useLatchkey } from './react.js';

${newSession()}

export function Connect() {
  const { status, error, connect } = useLatchkey({
    host: '${publicUrl}',
    integration: ${JSON.stringify(uniqueKey)},
    mode: 'popup', // or 'iframe', 'redirect'
  });
  if (status === 'connected') return <p>Connected</p>;
  return (
    <>
      <button onClick={() => connect({ sessionToken: newSession() })}>Connect</button>
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

${newSession()}
const start = () =>
  connect({
    host: '${publicUrl}',
    sessionToken: newSession(),
    integration: ${JSON.stringify(uniqueKey)},
    mode: 'popup', // or 'iframe', 'redirect'
  }).then(done, failed);
// What came of it in this same tab, as on phones.
resume()?.then(done, failed);
</script>

<template>
  <button @click="start">Connect</button>
  <p role="status">{{ message }}</p>
</template>`;
}

function nango({ publicUrl, uniqueKey }: Facts): string {
  return `<button id="frame">Connect here</button>
<button id="window">Connect in a window</button>
<script type="module">
  import Nango from '@nangohq/frontend';

${newSession('  ')}
  // Before the click: a browser opens a window only in its handler.
  const nango = new Nango({ host: '${publicUrl}/api', connectSessionToken: await newSession() });

  document.getElementById('frame').onclick = () =>
    nango.openConnectUI({
      baseURL: '${publicUrl}/embed?${new URLSearchParams({ integration: uniqueKey })}',
      apiURL: '${publicUrl}/api',
      onEvent: console.log,
    });
  document.getElementById('window').onclick = () =>
    nango.auth(${JSON.stringify(uniqueKey)}).then(
      ({ connectionId }) => console.log('Connected', connectionId),
      ({ type, message }) => console.log(type, message),
    );
</script>`;
}

function server({ publicUrl, uniqueKey }: Facts): string {
  return `// ${sessionPath} on your own server, for the user who is signed in there.
const answer = await fetch('${publicUrl}/api/connect/sessions', {
  method: 'POST',
  headers: { authorization: \`Bearer \${process.env.LATCHKEY_API_KEY}\`, 'content-type': 'application/json' },
  body: JSON.stringify({
    // The person sees whose connection it becomes: by name where you give it.
    end_user: { id: user.id, email: user.email, display_name: user.name },
    allowed_integrations: [${JSON.stringify(uniqueKey)}],
    expires_in: 1800,
  }),
});
if (!answer.ok) throw new Error(await answer.text());
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
