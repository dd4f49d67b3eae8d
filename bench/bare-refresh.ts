import { createCipheriv, createSecretKey, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import pg from 'pg';
import { Pool } from 'undici';
import { z } from 'zod';
import { listenAnywhere } from '../scripts/testing/raw-http.ts';
import { answerUsage } from './child.ts';

// What a refresh cannot do without: Node's own HTTP server, one SELECT by key, one POST to the token endpoint, one
// AES-256-GCM seal, one UPDATE.

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 20 });
const key = createSecretKey(process.env.BENCH_KEY ?? '', 'base64');
const microsoft = new Pool(process.env.BENCH_UPSTREAM ?? '', { connections: 128 });
const answered = z.object({ access_token: z.string() });

function seal(text: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  return Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
}

async function askForToken(name: string): Promise<string> {
  const form = { grant_type: 'refresh_token', refresh_token: `${name}.0`, client_id: 'bench', client_secret: 'bench' };
  const { body } = await microsoft.request({
    method: 'POST',
    path: '/organizations/oauth2/v2.0/token',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  });
  return answered.parse(await body.json()).access_token;
}

const server = createServer(async (request, response) => {
  const id = request.url?.slice(1) ?? '';
  const { rows } = await pool.query({ name: 'read', text: 'select id from bench_bare where id = $1', values: [id] });
  const token = rows.length > 0 ? await askForToken(id) : '';
  const values = [id, seal(token)];
  if (token) await pool.query({ name: 'keep', text: 'update bench_bare set sealed = $2 where id = $1', values });
  const body = JSON.stringify(token ? { access_token: token } : { error: 'not_found' });
  response.writeHead(token ? 200 : 404, { 'content-type': 'application/json', 'content-length': body.length });
  response.end(body);
});
answerUsage();
process.send?.({ port: await listenAnywhere(server) });
