/** A page of a customer's, written as Microsoft's own samples of File Picker v8 are: messages only, none of our scripts. */
export function hostPage({ latchkey, session }: { latchkey: string; session: string }): string {
  return `<!doctype html><html lang="en"><title>Product</title>
<button id="frame">Pick in a frame</button> <button id="window">Pick in a window</button>
<output id="log"></output>
<script type="module">
const log = (text) => { document.getElementById('log').textContent += text + '\\n'; };
const headers = { authorization: 'Bearer ${session}', 'content-type': 'application/json' };
const read = async (path, init) => (await (await fetch('${latchkey}/api/picker/' + path, { headers, ...init })).json());
const getToken = async (resource) => {
  const { data, error } = await read('token', { method: 'POST', body: JSON.stringify({ resource }) });
  if (error) throw new Error(error.message);
  return data.access_token;
};

async function launch(win, close) {
  const { data: { base_url: baseUrl, entry } } = await read('session');
  const channelId = crypto.randomUUID();
  const options = {
    sdk: '8.0', entry, authentication: {}, messaging: { origin: location.origin, channelId },
    selection: { mode: 'multiple', maximumCount: 2 },
  };
  let port;
  async function channelMessageListener({ data: { type, id, data } }) {
    if (type === 'notification') return log('notification ' + data.notification);
    if (type !== 'command') return;
    port.postMessage({ type: 'acknowledge', id });
    const answer = (result) => port.postMessage({ type: 'result', id, data: result });
    if (data.command === 'authenticate') {
      log('authenticate ' + data.resource);
      try {
        answer({ result: 'token', token: await getToken(data.resource) });
      } catch (error) {
        answer({ result: 'error', error: { code: 'unableToObtainToken', message: error.message } });
      }
    } else if (data.command === 'pick') {
      log('pick ' + data.items.map((item) => [item.name, item.parentReference.driveId, item.id, item['@sharePoint.endpoint']].join('|')).join(' + '));
      answer({ result: 'success' });
      close();
    } else if (data.command === 'close') {
      log('close');
      close();
    } else {
      log('unsupported ' + data.command);
      answer({ result: 'error', error: { code: 'unsupportedCommand', message: data.command } });
    }
  }
  addEventListener('message', (event) => {
    if (event.source !== win || event.data.type !== 'initialize' || event.data.channelId !== channelId) return;
    port = event.ports[0];
    port.addEventListener('message', channelMessageListener);
    port.start();
    port.postMessage({ type: 'activate' });
  });
  const query = new URLSearchParams({ filePicker: JSON.stringify(options), locale: 'en-us' });
  const form = win.document.createElement('form');
  form.setAttribute('action', baseUrl + '/_layouts/15/FilePicker.aspx?' + query);
  form.setAttribute('method', 'POST');
  const input = win.document.createElement('input');
  input.setAttribute('type', 'hidden');
  input.setAttribute('name', 'access_token');
  input.setAttribute('value', await getToken(new URL(baseUrl).origin));
  form.appendChild(input);
  win.document.body.append(form);
  form.submit();
}

document.getElementById('window').addEventListener('click', () => {
  const win = open('', '_blank', 'width=1080,height=680');
  launch(win, () => win.close());
});
document.getElementById('frame').addEventListener('click', () => {
  const frame = document.createElement('iframe');
  frame.title = 'Picker ' + (document.querySelectorAll('iframe').length + 1);
  frame.width = 700;
  frame.height = 700;
  document.body.append(frame);
  launch(frame.contentWindow, () => frame.remove());
});
</script>`;
}
