import { expect, test } from 'vitest';
import { maskAddress } from './masked-address.ts';

test.each([
  ['https://example.com/webhooks/latchkey', 'https://example.com/webhooks/latchkey'],
  ['http://127.0.0.1:4010/hook', 'http://127.0.0.1:4010/hook'],
  ['https://example.com', 'https://example.com/'],
  ['https://hooks.slack.com/services/T0ABC/B0DEF/abcdefgh', 'https://hooks.slack.com/services/…'],
  ['https://hooks.zapier.com/hooks/catch/1234567/abcdefg/', 'https://hooks.zapier.com/hooks/catch/…'],
  ['https://discord.com/api/webhooks/123/aBc', 'https://discord.com/api/webhooks/…'],
  ['https://prod-01.logic.azure.com:443/workflows/0af?sig=x', 'https://prod-01.logic.azure.com/workflows/…'],
  ['https://example.com/hooks?token=secret', 'https://example.com/hooks…'],
  ['https://user:secret@example.com/hooks', 'https://example.com/hooks…'],
  ['https://hook.eu1.make.com/abcdefghijklmnopqrstuvwxyzabcdef', 'https://hook.eu1.make.com/…'],
  ['none', ''],
])('%s is shown as %s', (address, shown) => {
  expect(maskAddress(address)).toBe(shown);
});
