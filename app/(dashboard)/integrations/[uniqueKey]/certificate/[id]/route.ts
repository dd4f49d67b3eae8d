import { requireOperator } from '#lib/auth/session';
import { toDer } from '#lib/integrations/certificate';
import { findCertificate } from '#lib/integrations/credentials';
import { findIntegration } from '#lib/integrations/integrations';
import { readKey } from '../../../paths';

type Context = { params: Promise<{ uniqueKey: string; id: string }> };

/**
 * Downloads the certificate in the format that the portal's upload accepts. It is public and does not contain the key.
 */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  await requireOperator('viewer');
  const { uniqueKey, id } = await params;
  const key = readKey(uniqueKey);
  const integration = key === undefined ? undefined : await findIntegration(key);
  const certificate = integration && (await findCertificate(integration.id, id));
  if (!certificate) return new Response('There is no such certificate.', { status: 404 });
  const name = `${integration.uniqueKey.replace(/[^\w.-]/g, '-')}.cer`;
  return new Response(toDer(certificate), {
    headers: {
      'Content-Type': 'application/pkix-cert',
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
