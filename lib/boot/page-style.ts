import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const source = join(root, 'app', 'connect', 'page.css');

/** Where a build keeps the style sheet of end users' pages. */
export const builtPageStyle = join(root, '.next', 'page.css');

declare global {
  /** The style sheet of end users' pages, which are no pages of Next's. Set by the server. */
  var latchkeyPageStyle: (() => string | Promise<string>) | undefined;
}

/** The style sheet of end users' pages, with the classes that they use and no others. */
export async function compilePageStyle(): Promise<string> {
  // Loaded here only: a server that has the built sheet does without the compiler.
  const [{ compile, optimize }, { Scanner }] = await Promise.all([
    import('@tailwindcss/node'),
    import('@tailwindcss/oxide'),
  ]);
  const { sources, build } = await compile(readFileSync(source, 'utf8'), {
    base: dirname(source),
    from: source,
    onDependency: () => undefined,
  });
  const css = build(new Scanner({ sources }).scan());
  return optimize(css, { file: source, minify: true }).code;
}

/** Hands the style sheet to the pages: as it was built, or in development compiled for each page. */
export function providePageStyle(mode: 'development' | 'production'): void {
  if (mode === 'development') globalThis.latchkeyPageStyle = compilePageStyle;
  else if (existsSync(builtPageStyle)) {
    const built = readFileSync(builtPageStyle, 'utf8');
    globalThis.latchkeyPageStyle = () => built;
  }
}
