import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commentText, powerShellQuote } from './quote.ts';
import { choice, codeOf, everyChoice } from './testing/choice.ts';
import { bodySentByAz, parseBash, run } from './testing/run-script.ts';

const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    `'; rm -rf ~ #`,
    '$(touch /tmp/x)`id`',
    '"\\',
    '@/etc/passwd',
    '-n --help',
    'END_OF_FILE\nEND_OF_FILE',
    '’‘‚‛ “quotes”',
    '$' + '{HOME} $HOME %s %n !!',
    "it's",
  ),
);

const singles = "'\u2018\u2019\u201a\u201b";

/** Reads a single-quoted string as PowerShell does: any two single quotes in a row stand for the first of them. */
function readPowerShellString(code: string, start: number): { value: string; end: number } {
  let value = '';
  for (let at = start + 1; at < code.length; at += 1) {
    const sign = code[at] ?? '';
    if (!singles.includes(sign)) value += sign;
    else if (singles.includes(code[at + 1] ?? ' ')) {
      value += sign;
      at += 1;
    } else return { value, end: at + 1 };
  }
  return { value, end: -1 };
}

/** What is left open or closed too often in PowerShell code: brackets outside strings and comments. */
function unbalanced(code: string): string {
  const bare = strip(code);
  let open = '';
  for (const sign of bare) {
    if ('({['.includes(sign)) open += sign;
    const partner = { ')': '(', '}': '{', ']': '[' }[sign];
    if (partner && !open.endsWith(partner)) return `${open}${sign}`;
    if (partner) open = open.slice(0, -1);
  }
  return open;
}

function strip(code: string): string {
  let bare = '';
  for (let at = 0; at < code.length; at += 1) {
    const sign = code[at] ?? '';
    if (sign === '#') at = endOf(code, at, '\n');
    else if (sign === '"') at = endOf(code, at + 1, '"');
    else if (singles.includes(sign)) at = readPowerShellString(code, at).end - 1;
    else bare += sign;
  }
  return bare;
}

const endOf = (code: string, from: number, sign: string) => {
  const found = code.indexOf(sign, from);
  return found < 0 ? code.length : found;
};

describe('whatever the name holds', () => {
  test('bash scripts parse, and hand the very name to Microsoft', async () => {
    await fc.assert(
      fc.asyncProperty(nasty, async (displayName) => {
        const app = await bodySentByAz({ ...choice, displayName });
        expect(app.displayName).toBe(displayName);
        await parseBash(codeOf('graph', { ...choice, displayName }));
      }),
      { numRuns: 6 },
    );
  }, 30_000);

  test('a bash value is one word, whatever it holds', async () => {
    const hostile = fc.string({ unit: 'binary', maxLength: 40 }).filter((text) => !text.includes('\0'));
    await fc.assert(
      fc.asyncProperty(hostile, async (clientId) => {
        const line =
          codeOf('az', { ...choice, clientId })
            .split('client_id=')[1]
            ?.split('\n# Directory')[0] ?? '';
        const { stdout } = await run('bash', ['-c', `client_id=${line}\nprintf %s "$client_id"`]);
        expect(stdout).toBe(clientId.toWellFormed());
      }),
      { numRuns: 25 },
    );
  });

  test('a PowerShell string ends where it should', () => {
    fc.assert(
      fc.property(nasty, (displayName) => {
        const code = codeOf('powershell', { ...choice, displayName });
        const start = code.indexOf('$displayName = ') + '$displayName = '.length;
        const { value, end } = readPowerShellString(code, start);
        expect(value).toBe(displayName.replaceAll('\0', ''));
        expect(code.slice(end, end + 16)).toBe('\n$redirectUri = ');
        expect(unbalanced(code)).toBe('');
      }),
    );
  });

  test('a comment stays on its line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(commentText(text)).not.toMatch(/[\r\n\u2028\u2029\u0085]/);
      }),
    );
    expect(powerShellQuote('a’b')).toBe("'a’’b'");
  });
});

test.each(everyChoice)('PowerShell is balanced: $cloud $credential "$clientId"', (of) => {
  expect(unbalanced(codeOf('powershell', of))).toBe('');
});
