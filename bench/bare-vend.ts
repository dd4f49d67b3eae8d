import { createDecipheriv, createSecretKey } from 'node:crypto';
import { createServer } from 'node:http';
import pg from 'pg';
import { listenAnywhere } from '../scripts/testing/raw-http.ts';
import { answerUsage } from './child.ts';

// What a vend cannot do without: Node's own HTTP server, one prepared SELECT by key, one AES-256-GCM open.

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 20 });
const key = createSecretKey(process.env.BENCH_KEY ?? '', 'base64');

function open(sealed: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), { authTagLength: 16 });
  decipher.setAuthTag(sealed.subarray(-16));
  return decipher.update(sealed.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8');
}

const server = createServer(async (request, response) => {
  const id = request.url?.slice(1) ?? '';
  const { rows } = await pool.query<{ sealed: Buffer }>({
    name: 'bare',
    text: 'select sealed from bench_bare where id = $1',
    values: [id],
  });
  const sealed = rows[0]?.sealed;
  const body = JSON.stringify(sealed ? { access_token: open(sealed) } : { error: 'not_found' });
  response.writeHead(sealed ? 200 : 404, { 'content-type': 'application/json', 'content-length': body.length });
  response.end(body);
});
answerUsage();
process.send?.({ port: await listenAnywhere(server) });
