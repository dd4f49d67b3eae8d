const sentences = {
  too_large: 'The logo is larger than 100 KB. Save it smaller: 400 pixels wide are enough.',
  svg: 'SVG files can carry scripts, so they are not taken. Export the logo as PNG, about 400 pixels wide.',
  not_an_image: 'This file is not a PNG, JPEG or WebP picture. Export the logo as one of these.',
  too_many_pixels: 'The logo is wider or higher than 2,000 pixels. Scale it down: 400 pixels wide are enough.',
} as const;

export type BrandingErrorCode = keyof typeof sentences;

/** A logo is not acceptable. The message says why and what to do. */
export class BrandingError extends Error {
  override readonly name = 'BrandingError';
  readonly code: BrandingErrorCode;
  constructor(code: BrandingErrorCode) {
    super(sentences[code]);
    this.code = code;
  }
}
