import { BrandingError } from './errors.ts';
import { type LogoType, maxLogoBytes, maxLogoSide } from './schema.ts';

export type Picture = { type: LogoType; width: number; height: number };

const ascii = (bytes: Buffer, from: number, to: number) => bytes.toString('latin1', from, to);

// PNG (Third Edition), 5.2 and 11.2.1: the signature, followed by IHDR.
function readPng(bytes: Buffer): Picture | undefined {
  const isPng = bytes.length > 24 && bytes.readUInt32BE(0) === 0x89504e47 && ascii(bytes, 12, 16) === 'IHDR';
  return isPng ? { type: 'image/png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) } : undefined;
}

const isStartOfFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

// ITU-T T.81, annex B: segments of a marker and a length. One of them has the size.
function readJpeg(bytes: Buffer): Picture | undefined {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined;
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1] ?? 0;
    if (isStartOfFrame(marker))
      return { type: 'image/jpeg', width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    at += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}

// RFC 9649, section 2: a RIFF file whose first chunk has the size.
function readWebp(bytes: Buffer): Picture | undefined {
  if (bytes.length < 30 || ascii(bytes, 0, 4) !== 'RIFF' || ascii(bytes, 8, 12) !== 'WEBP') return undefined;
  const type = 'image/webp';
  const chunk = ascii(bytes, 12, 16);
  if (chunk === 'VP8X') return { type, width: 1 + bytes.readUIntLE(24, 3), height: 1 + bytes.readUIntLE(27, 3) };
  if (chunk === 'VP8 ')
    return { type, width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
  if (chunk !== 'VP8L') return undefined;
  const sizes = bytes.readUInt32LE(21);
  return { type, width: 1 + (sizes & 0x3fff), height: 1 + ((sizes >>> 14) & 0x3fff) };
}

const looksLikeSvg = (bytes: Buffer) => /^\s*<(\?xml|!doctype svg|!--|svg)/i.test(bytes.toString('utf8', 0, 200));

/**
 * Detects a picture's format from its bytes, ignoring its name.
 * @throws BrandingError when it is not a picture that can be shown safely.
 */
export function readPicture(bytes: Buffer): Picture {
  if (bytes.length > maxLogoBytes) throw new BrandingError('too_large');
  const picture = readPng(bytes) ?? readJpeg(bytes) ?? readWebp(bytes);
  if (!picture || picture.width === 0 || picture.height === 0)
    throw new BrandingError(looksLikeSvg(bytes) ? 'svg' : 'not_an_image');
  if (Math.max(picture.width, picture.height) > maxLogoSide) throw new BrandingError('too_many_pixels');
  return picture;
}
