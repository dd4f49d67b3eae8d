import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accentNotes, contrast, ownPalettes, pages, palettesOf, textContrast } from './schema.ts';

const themes = ['light', 'dark'] as const;
const colours = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

test('contrast is that of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  expect(contrast('#123456', '#123456')).toBe(1);
});

describe('whatever the accent', () => {
  test('the words on the button can be read, pointed at or not, and it stands out from the page', () => {
    fc.assert(
      fc.property(colours, (accent) => {
        for (const theme of themes) {
          const { primary, hover, foreground } = palettesOf(accent)[theme];
          expect(contrast(primary, foreground)).toBeGreaterThanOrEqual(textContrast);
          expect(contrast(hover, foreground)).toBeGreaterThanOrEqual(textContrast);
          expect(contrast(primary, pages[theme].background)).toBeGreaterThanOrEqual(1.4);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('links and the focus ring can be seen', () => {
    fc.assert(
      fc.property(colours, (accent) => {
        for (const theme of themes)
          expect(contrast(palettesOf(accent)[theme].link, pages[theme].surface)).toBeGreaterThanOrEqual(textContrast);
      }),
      { numRuns: 2_000 },
    );
  });
});

test('a colour that works is used as it is', () => {
  for (const accent of ['#4f46e5', '#d0021b', '#0b6e4f', '#ffd400'])
    expect([
      palettesOf(accent).light.primary,
      accentNotes(accent).filter((note) => note.includes('light theme it is')),
    ]).toEqual([accent, []]);
});

test('one that does not is moved, and the form says so', () => {
  expect(palettesOf('#ffffff').light.primary).not.toBe('#ffffff');
  expect(accentNotes('#ffffff').join(' ')).toContain('In the light theme it is darkened to #');
  expect(accentNotes('#0a0a0a').join(' ')).toContain('In the dark theme it is lightened to #');
  expect(accentNotes('#ffd400').join(' ')).toContain('Words on it are black in the light theme');
});

test('Latchkey’s own colours keep the same promise', () => {
  for (const theme of themes) {
    const { primary, hover, foreground, link } = ownPalettes[theme];
    expect(contrast(primary, foreground)).toBeGreaterThanOrEqual(textContrast);
    expect(contrast(hover, foreground)).toBeGreaterThanOrEqual(textContrast);
    expect(contrast(link, pages[theme].surface)).toBeGreaterThanOrEqual(textContrast);
  }
});
