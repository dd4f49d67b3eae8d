import { expect, test } from 'vitest';
import { askedCsv, readPastedTenants } from './pasted.ts';

test('one tenant a line, with the operator’s own id behind it where there is one', () => {
  expect(readPastedTenants('contoso.com\r\n\n  fabrikam.com ; cus_2\ntailspin.com\tcus_3\n')).toEqual([
    { tenant: 'contoso.com', endUserId: '' },
    { tenant: 'fabrikam.com', endUserId: 'cus_2' },
    { tenant: 'tailspin.com', endUserId: 'cus_3' },
  ]);
});

test('the file has every line, also those without a link', () => {
  const none = { tid: '', url: '', expiresAt: '', connectionId: '' };
  const line = { ...none, tenant: '=1', endUserId: '', problem: 'No tenant, "so far"' };
  expect(askedCsv([line])).toBe(
    `tenant,tenant_id,end_user_id,link,expires_at,problem\r\n'=1,,,,,"No tenant, ""so far"""\r\n`,
  );
});
