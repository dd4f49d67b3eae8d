import type { PickerOptions } from '../../../../../lib/embed/browser/picker.js';
import { askSession } from '../../../session-code';

type Facts = {
  publicUrl: string;
  connectionId: string;
  uniqueKey: string;
  /** Of the pages that open the picker; by default an example. */
  origins?: readonly string[];
};
type Chosen = { entry: object; options: Pick<PickerOptions, 'mode' | 'types' | 'filters' | 'selection'> };

const sessionPath = '/picker-session';

const newSession = (indent = '') => askSession('newSession', sessionPath, indent);

/** A value as JavaScript in one line. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{ ${membersOf(value).join(', ')} }`;
}

const membersOf = (value: object) => Object.entries(value).map(([name, one]) => `${name}: ${literal(one)}`);

/** The call of `openPicker` with these options. */
const callWith = (options: object) => `openPicker({ ${['session: newSession()', ...membersOf(options)].join(', ')} })`;

function html({ publicUrl }: Facts, { options }: Chosen): string {
  return `<button id="choose">Choose files</button>
<script type="module">
  import { openPicker } from '${publicUrl}/embed/picker.js';

${newSession('  ')}
  document.getElementById('choose').onclick = async () => {
    try {
      const items = await ${callWith(options)};
      // null: closed with nothing picked
      for (const { id, parentReference } of items ?? []) console.log(parentReference.driveId, id);
    } catch (error) {
      console.log(error.code, error.message);
    }
  };
</script>`;
}

function element({ publicUrl }: Facts, { options: { mode, types, filters, selection } }: Chosen): string {
  const attributes = { mode, types, filters: filters?.join(','), selection: selection?.mode };
  const written = Object.entries(attributes).flatMap(([name, value]) =>
    value ? [` ${name}=${JSON.stringify(value)}`] : [],
  );
  return `<script type="module" src="${publicUrl}/embed/picker.js"></script>
<latchkey-picker id="picker"${written.join('')}>
  <button>Choose files</button>
</latchkey-picker>
<script type="module">
${newSession('  ')}
  const picker = document.getElementById('picker');
  picker.session = newSession;
  picker.addEventListener('pick', ({ detail: items }) => console.log(items));
  picker.addEventListener('error', ({ detail: { code, message } }) => console.log(code, message));
</script>`;
}

function react({ publicUrl }: Facts, { options }: Chosen): string {
  return `// Download ${publicUrl}/embed/picker.js and ${publicUrl}/embed/picker.d.ts into this folder.
// In TypeScript; in JavaScript leave out Props and the words \`type\`.
import { openPicker, type PickedItem, type PickerError } from './picker.js';

type Props = { onItems: (items: PickedItem[]) => void; onError: (error: PickerError) => void };

${newSession()}

export function ChooseFiles({ onItems, onError }: Props) {
  const choose = () =>
    ${callWith({ host: publicUrl, ...options })}.then((items) => items && onItems(items), onError);
  return <button onClick={choose}>Choose files</button>;
}`;
}

const bodyOf = ({ connectionId, uniqueKey, origins = [] }: Facts, { entry }: Chosen) => ({
  connection_id: connectionId,
  provider_config_key: uniqueKey,
  origins: origins.length > 0 ? origins : ['https://app.example.com'],
  life: 900,
  entry,
});

function server(facts: Facts, chosen: Chosen): string {
  const body = JSON.stringify(bodyOf(facts, chosen), null, 2).replaceAll('\n', '\n  ');
  return `// ${sessionPath} on your own server, for a person who is signed in there and whose connection this is.
const answer = await fetch('${facts.publicUrl}/api/picker/sessions', {
  method: 'POST',
  headers: { authorization: \`Bearer \${process.env.LATCHKEY_API_KEY}\`, 'content-type': 'application/json' },
  body: JSON.stringify(${body}),
});
if (!answer.ok) throw new Error(await answer.text());
const { data } = await answer.json();
response.end(data.token);

// Later, for each item that was picked:
const item = await fetch(\`${facts.publicUrl}/api/proxy/v1.0/drives/\${driveId}/items/\${id}\`, {
  headers: {
    authorization: \`Bearer \${process.env.LATCHKEY_API_KEY}\`,
    'provider-config-key': ${JSON.stringify(facts.uniqueKey)},
    'connection-id': ${JSON.stringify(facts.connectionId)},
  },
});
if (!item.ok) throw new Error(await item.text());`;
}

function curl(facts: Facts, chosen: Chosen): string {
  const body = JSON.stringify(bodyOf(facts, chosen), null, 2).replaceAll("'", "'\\''");
  return `curl -X POST '${facts.publicUrl}/api/picker/sessions' \\
  -H "Authorization: Bearer $LATCHKEY_API_KEY" \\
  -H 'Content-Type: application/json' \\
  -d '${body}'`;
}

/** Code that opens the picker as it was chosen, in customers' pages and on the server that makes its sessions. */
export function pickerTabs(facts: Facts, chosen: Chosen): { label: string; code: string }[] {
  return [
    { label: 'HTML', code: html(facts, chosen) },
    { label: 'Element', code: element(facts, chosen) },
    { label: 'React', code: react(facts, chosen) },
    { label: 'Server', code: server(facts, chosen) },
    { label: 'curl', code: curl(facts, chosen) },
  ];
}
