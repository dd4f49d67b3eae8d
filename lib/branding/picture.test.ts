import { describe, expect, test } from 'vitest';
import { readPicture } from './picture.ts';

function png(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(40);
  bytes.writeUInt32BE(0x89504e47, 0);
  bytes.writeUInt32BE(0x0d0a1a0a, 4);
  bytes.writeUInt32BE(13, 8);
  bytes.write('IHDR', 12, 'latin1');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

function jpeg(width: number, height: number): Buffer {
  const app0 = Buffer.from([0xff, 0xe0, 0x00, 0x04, 0x00, 0x00]);
  const frame = Buffer.alloc(19);
  frame.set([0xff, 0xc0, 0x00, 0x11, 0x08]);
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), app0, frame]);
}

function webp(chunk: 'VP8X' | 'VP8L' | 'VP8 '): Buffer {
  const bytes = Buffer.alloc(40);
  bytes.write('RIFF', 0, 'latin1');
  bytes.write('WEBP', 8, 'latin1');
  bytes.write(chunk, 12, 'latin1');
  if (chunk === 'VP8X') bytes.writeUIntLE(299, 24, 3);
  if (chunk === 'VP8X') bytes.writeUIntLE(99, 27, 3);
  if (chunk === 'VP8 ') bytes.writeUInt16LE(300, 26);
  if (chunk === 'VP8 ') bytes.writeUInt16LE(100, 28);
  if (chunk === 'VP8L') bytes.writeUInt32LE(299 | (99 << 14), 21);
  return bytes;
}

const script = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';

describe('readPicture', () => {
  test.each([
    ['PNG', png(300, 100), 'image/png'],
    ['JPEG', jpeg(300, 100), 'image/jpeg'],
    ['WebP, extended', webp('VP8X'), 'image/webp'],
    ['WebP, lossless', webp('VP8L'), 'image/webp'],
    ['WebP, lossy', webp('VP8 '), 'image/webp'],
  ])('%s by its bytes', (_, bytes, type) => {
    expect(readPicture(bytes)).toEqual({ type, width: 300, height: 100 });
  });

  test.each([
    ['SVG', Buffer.from(script), 'svg'],
    ['SVG behind an XML declaration', Buffer.from(`<?xml version="1.0"?>\n${script}`), 'svg'],
    ['HTML', Buffer.from('<html><body></body></html>'), 'not_an_image'],
    ['GIF', Buffer.from('GIF89a..........................'), 'not_an_image'],
    ['nothing', Buffer.alloc(0), 'not_an_image'],
    ['a PNG cut short', png(300, 100).subarray(0, 20), 'not_an_image'],
    ['a JPEG without a size', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x02, 0x00, 0x00]), 'not_an_image'],
    ['a JPEG whose segments have no length', Buffer.from([0xff, 0xd8, ...Array(40).fill(0xff)]), 'not_an_image'],
    ['a picture without pixels', png(0, 100), 'not_an_image'],
    ['a picture that swells', png(30_000, 30_000), 'too_many_pixels'],
    ['a large file', Buffer.concat([png(300, 100), Buffer.alloc(100 * 1024)]), 'too_large'],
  ])('%s is refused', (_, bytes, code) => {
    expect(() => readPicture(bytes)).toThrow(expect.objectContaining({ name: 'BrandingError', code }));
  });
});
