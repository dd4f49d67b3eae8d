/** The colours of one theme that follow the accent, each `#rrggbb`. */
export type Palette = { primary: string; hover: string; foreground: string; link: string };
export type Theme = 'light' | 'dark';

/**
 * The colours of the page behind, in each theme, as in the style sheet. `surface` is the background with the least
 * contrast to text.
 */
export const pages = {
  light: { background: '#ffffff', surface: '#eef2ff', foreground: '#09090b', muted: '#52525b', border: '#e4e4e7' },
  dark: { background: '#09090b', surface: '#1f1f23', foreground: '#fafafa', muted: '#a1a1aa', border: '#27272a' },
} as const;

/** Latchkey's own accent. */
export const ownPalettes: Readonly<Record<Theme, Palette>> = {
  light: { primary: '#4f46e5', hover: '#4338ca', foreground: '#ffffff', link: '#4338ca' },
  dark: { primary: '#818cf8', hover: '#a5b4fc', foreground: '#09090b', link: '#a5b4fc' },
};

/** Of text (WCAG 2.2, 1.4.3). */
export const textContrast = 4.5;
/**
 * The least contrast of a button with the page. It is low, because the text on the button identifies it (WCAG 2.2,
 * 1.4.11).
 */
const buttonContrast = 1.4;

type Rgb = readonly [number, number, number];

function read(colour: string): Rgb {
  const value = Number.parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function write(rgb: Rgb): string {
  return `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

/** `share` of `other` in `colour`. */
function mix(colour: string, other: string, share: number): string {
  const [r, g, b] = read(colour);
  const [otherR, otherG, otherB] = read(other);
  const part = (one: number, two: number) => one + (two - one) * share;
  return write([part(r, otherR), part(g, otherG), part(b, otherB)]);
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = read(colour).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast of two colours from 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

type Ground = { theme: Theme; behind: string; least: number };

/** The colour itself, or moved towards black or white until its contrast with what is `behind` is `least`. */
function standingOut(colour: string, { theme, behind, least }: Ground): string {
  const towards = theme === 'light' ? '#000000' : '#ffffff';
  const steps = Array.from({ length: 51 }, (_, step) => mix(colour, towards, step / 50));
  return steps.find((one) => contrast(one, behind) >= least) ?? towards;
}

function paletteOf(accent: string, theme: Theme): Palette {
  const { background, surface } = pages[theme];
  const primary = standingOut(accent, { theme, behind: background, least: buttonContrast });
  // One of the two always reaches 4.5: no colour is too close to both.
  const foreground = contrast(primary, '#ffffff') >= textContrast ? '#ffffff' : '#000000';
  // Away from the words on it, so that they stay as readable.
  const hover = mix(primary, foreground === '#ffffff' ? '#000000' : '#ffffff', 0.15);
  return { primary, hover, foreground, link: standingOut(accent, { theme, behind: surface, least: textContrast }) };
}

/** The colours of both themes for an accent. The text on a button always has a contrast of at least 4.5 : 1. */
export function palettesOf(accent: string | null): Readonly<Record<Theme, Palette>> {
  return accent ? { light: paletteOf(accent, 'light'), dark: paletteOf(accent, 'dark') } : ownPalettes;
}

/** Says where an accent could not be used as it is. */
export function accentNotes(accent: string): string[] {
  const { light, dark } = palettesOf(accent);
  return [
    ...(light.primary === accent ? [] : [`In the light theme it is darkened to ${light.primary} to stand out.`]),
    ...(dark.primary === accent ? [] : [`In the dark theme it is lightened to ${dark.primary} to stand out.`]),
    ...(light.foreground === '#000000'
      ? ['Words on it are black in the light theme: white ones would be hard to read.']
      : []),
  ];
}

/** The same as properties for a style attribute; the style sheet picks by theme. */
export function accentProperties(accent: string): Readonly<Record<`--accent-${string}`, string>> {
  const { light, dark } = palettesOf(accent);
  return {
    '--accent-light': light.primary,
    '--accent-light-hover': light.hover,
    '--accent-light-foreground': light.foreground,
    '--accent-light-link': light.link,
    '--accent-dark': dark.primary,
    '--accent-dark-hover': dark.hover,
    '--accent-dark-foreground': dark.foreground,
    '--accent-dark-link': dark.link,
  };
}
