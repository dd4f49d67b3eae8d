import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
/** Classes that name a side of the screen instead of one of the line, such as `pl-4` for `ps-4`. */
const physical =
  /(?<![\w-])-?(?:[mp][lr]|left|right|border-[lr]|rounded-[lr]|rounded-[tb][lr]|scroll-[mp][lr])-[\w.[\]/]+|(?<![\w-])(?:text|float|clear)-(?:left|right)(?![\w-])/g;

const files = globSync('app/{connect,embed}/**/*.tsx', { cwd: root });

test('there are pages of end users', () => expect(files.length).toBeGreaterThan(15));

test.each(files)('%s is laid out the same for languages that are read from the right', (file) => {
  expect(readFileSync(join(root, file), 'utf8').match(physical)).toBeNull();
});
