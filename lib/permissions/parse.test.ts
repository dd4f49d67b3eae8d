import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCalls } from './parse.ts';
import { readPath } from './path.ts';

const read = (paste: string) => parseCalls(paste).map(({ method, path }) => `${method} ${path}`);

describe('one call, as people have it', () => {
  test.each([
    ['GET /me/messages', 'GET /me/messages'],
    ['  get me/messages  ', 'GET /me/messages'],
    ['/me/messages?$top=1', 'GET /me/messages'],
    ['GET https://graph.microsoft.com/v1.0/me/messages?$select=a,b#x', 'GET /me/messages'],
    ['https://graph.microsoft.us/beta/me', 'GET /me'],
    ['https://dod-graph.microsoft.us/v1.0/me', 'GET /me'],
    ['https://microsoftgraph.chinacloudapi.cn/v1.0/me', 'GET /me'],
    ['https://gateway.example/v1.0/me/drive', 'GET /me/drive'],
    ['http://localhost:3000/api/proxy/v1.0/me/drive', 'GET /me/drive'],
    ['POST /proxy/beta/me/sendMail', 'POST /me/sendMail'],
    ['https://latchkey.example/api/proxy/https://contoso.sharepoint.com/sites/x/_api/web', 'GET /_api/web'],
    ["client.api('/me/messages').get()", 'GET /me/messages'],
    ['await graph.api("/me/events").version("beta").filter("a eq \'b\'").post(event);', 'POST /me/events'],
    ["client.api('/users/' + user.id + '/messages/' + id).update(change)", 'PATCH /users/{id}/messages/{id}'],
    [
      `client.api(\`/users/\${id}/drive/root:/\${name}:/content\`).putStream(s)`,
      `PUT /users/\${id}/drive/root:/\${name}:/content`,
    ],
    ["client\n  .api('/me/contacts')\n  .select('id')\n  .get()", 'GET /me/contacts'],
    ["fetch('https://graph.microsoft.com/v1.0/me/events', {\n  method: 'POST',\n  body,\n})", 'POST /me/events'],
    ['axios.delete("https://graph.microsoft.com/v1.0/me/events/1")', 'DELETE /me/events/1'],
    ['requests.get(f"https://graph.microsoft.com/v1.0/users/{uid}/messages")', 'GET /users/{uid}/messages'],
    ['Invoke-MgGraphRequest -Method PATCH -Uri "https://graph.microsoft.com/v1.0/me"', 'PATCH /me'],
    [
      '10.0.0.1 - ada [28/Nov/2026:08:00:00 +0000] "DELETE /v1.0/me/messages/A HTTP/1.1" 204 0',
      'DELETE /me/messages/A',
    ],
    ['2026-11-28T08:00:00Z info PATCH https://graph.microsoft.com/v1.0/me/events/A 200 31ms', 'PATCH /me/events/A'],
    ['GET /v1.0/me/drive -> 200', 'GET /me/drive'],
    ['{"level":30,"req":{"method":"PUT","url":"/v1.0/me/drive/items/A/content"}}', 'PUT /me/drive/items/A/content'],
    ['curl https://graph.microsoft.com/v1.0/me', 'GET /me'],
    [
      "curl -sX POST \\\n  -H 'Authorization: Bearer eyJ0eXAi.abc.def' \\\n  https://graph.microsoft.com/v1.0/me/sendMail",
      'POST /me/sendMail',
    ],
    [
      'curl \'https://graph.microsoft.com/v1.0/me/messages\' --data-raw \'{"subject":"a"}\' --compressed',
      'POST /me/messages',
    ],
    [
      'curl -T a.bin -H "X: y" "https://graph.microsoft.com/v1.0/me/drive/root:/a.bin:/content"',
      'PUT /me/drive/root:/a.bin:/content',
    ],
    ['GET /me/drive/root:/a b/c (1).docx:/content', 'GET /me/drive/root:/a b/c (1).docx:/content'],
    ["GET /me/drive/root/search(q='what?')", "GET /me/drive/root/search(q='what?')"],
  ])('%s', (paste, call) => expect(read(paste)).toEqual([call]));
});

test('a batch is its parts, in JSON over lines and as the body of a command', () => {
  const batch = JSON.stringify({
    requests: [
      { id: '1', method: 'GET', url: '/me/drive' },
      { id: '2', method: 'POST', url: '/me/messages', body: { subject: 'a' } },
    ],
  });
  const parts = ['GET /me/drive', 'POST /me/messages'];
  expect(read(JSON.stringify(JSON.parse(batch), null, 2))).toEqual(parts);
  expect(read(`curl -d '${batch}' https://graph.microsoft.com/v1.0/$batch`)).toEqual(parts);
  expect(read(`GET /me\n${batch}\nGET /users`)).toEqual(['GET /me', ...parts, 'GET /users']);
});

test('comments and blank lines go, and what is no call stays without a path', () => {
  expect(read('# mine\n\n// yours\nGET /me\nhello there\nhttps://example.com/me')).toEqual([
    'GET /me',
    'null null',
    'null null',
  ]);
});

// Each of them took an expression seconds or minutes that tried every way to divide the text.
test.each([
  ['spaces after a text that is put together', `get("a"+${' '.repeat(16_000)}z"]`],
  ['quotes that never end', `[${'\\"'.repeat(32_000)}`],
])('%s are read in one go', (_, text) => {
  const started = process.cpuUsage();
  expect(parseCalls(text).length).toBeLessThanOrEqual(1);
  expect(process.cpuUsage(started).user).toBeLessThan(1_000_000);
});

test('a credential in a command is not shown again', () => {
  const [call] = parseCalls(
    "curl -H 'Authorization: Bearer eyJ0eXAiOiJKV1Qi.abc.def' https://graph.microsoft.com/v1.0/me",
  );
  expect(call?.call).toContain('Bearer …');
  expect(call?.call).not.toContain('eyJ0');
});

describe('whatever is pasted', () => {
  const word = fc.constantFrom(
    'GET',
    'curl',
    '/me',
    "'",
    '"',
    '`',
    '(',
    ')',
    '{',
    '}',
    '[',
    '\\',
    '$',
    '%',
    ':/',
    '=',
    '?',
    '\n',
    ' ',
  );
  const paste = fc.array(fc.oneof(word, fc.string()), { maxLength: 60 }).map((words) => words.join(''));

  test('it is read without failing', () => {
    fc.assert(fc.property(paste, (text) => void parseCalls(text)));
  });

  const id = fc
    .stringMatching(/^[A-Za-z0-9!_=.@-]{3,40}$/)
    .filter(
      (text) =>
        !/^(get|list|check|validate|find|export|add|remove|send|assign|create|evaluate)[A-Z]|^delta$/.test(text),
    );
  const shapes = fc.constantFrom<(id: string) => string>(
    (key) => `GET /users/${key}/messages/${key}`,
    (key) => `GET /users('${key}')/messages('${key}')`,
    (key) =>
      `GET https://graph.microsoft.com/v1.0/users/${encodeURIComponent(key)}/messages/${encodeURIComponent(key)}/`,
    (key) => `client.api('/users/${key}/messages/${key}').get()`,
    (key) => `"GET /beta/users/${key}/messages/${key}?$select=id HTTP/2" 200`,
    (key) => `curl "https://graph.microsoft.com/v1.0/users/${key}/messages/${key}"`,
  );

  test('the same call in any shape is the same path', () => {
    fc.assert(
      fc.property(id, shapes, (key, shape) => {
        const paths = parseCalls(shape(key)).map(({ method, path }) => [method, readPath(path ?? '').length]);
        expect(paths).toEqual([['GET', 4]]);
      }),
    );
  });

  test('a file is one item, whatever its path', () => {
    const name = fc.stringMatching(/^[\w ()'&,.+-]{1,30}$/).filter((text) => text.trim() !== '' && !/^\.+$/.test(text));
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 5 }), (names) => {
        const [call] = parseCalls(
          `GET https://graph.microsoft.com/v1.0/me/drive/root:/${names.map(encodeURIComponent).join('/')}:/content`,
        );
        expect(readPath(call?.path ?? '')).toEqual(['me', 'drive', 'root', 'content']);
      }),
    );
  });
});
