import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import sirv from 'sirv'
import type { Couch } from '../sync-server/couch.ts'

export interface Peer {
  url: string
  stop(): Promise<void>
}

/**
 * A way to the same CouchDB for PouchDB, whose protocol the gateway refuses: a plain pass-through under `/couch`,
 * always signed in, with no rules and no bounds. All of it favours PouchDB.
 */
export async function startPeer(couch: Couch, pagesDir: string): Promise<Peer> {
  const cookie = await adminCookie(couch)
  const headers = { ...couch.headers, cookie }
  const pages = sirv(pagesDir, { dev: true })
  const server = createServer((incoming, outgoing) => {
    const target = incoming.url!.startsWith('/couch/') ? incoming.url!.slice('/couch'.length) : null
    if (target === null) return pages(incoming, outgoing)
    if (couch.embedded && target.includes('/_bulk_get'))
      return void bulkGet(couch, headers, target, incoming, outgoing)
    pass(couch, headers, target, incoming, outgoing)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      return closed
    }
  }
}

/** By cookie, for a password sent with each request would be hashed each time. */
async function adminCookie({ url, headers, admin, password }: Couch): Promise<string> {
  const answer = await fetch(`${url}/_session`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ name: admin, password })
  })
  if (!answer.ok) throw new Error(`the admin cannot sign in: ${answer.status}`)
  return answer.headers.get('set-cookie')!.split(';')[0]!
}

function pass(
  { url }: Couch,
  headers: Record<string, string>,
  target: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse
) {
  const { host: _host, cookie: _cookie, origin: _origin, referer: _referer, ...kept } = incoming.headers
  const forwarded = request(url + target, { method: incoming.method!, headers: { ...kept, ...headers } })
  forwarded.on('response', (answer) => {
    outgoing.writeHead(answer.statusCode!, answer.headers)
    answer.pipe(outgoing)
  })
  forwarded.on('error', () => outgoing.destroy())
  incoming.pipe(forwarded)
}

/** The embedded server has no `_bulk_get`, and PouchDB would ask for each document alone: one `_all_docs` answers instead. */
async function bulkGet(
  { url }: Couch,
  headers: Record<string, string>,
  target: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse
) {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const { docs } = JSON.parse(Buffer.concat(chunks).toString()) as { docs: { id: string }[] }
  const database = target.slice(0, target.indexOf('/_bulk_get'))
  const answer = await fetch(`${url}${database}/_all_docs?include_docs=true`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ keys: docs.map(({ id }) => id) })
  })
  const { rows } = (await answer.json()) as { rows: { id: string; value: { rev: string }; doc: object }[] }
  const results = rows.map(({ id, value, doc }) => ({
    id,
    docs: [{ ok: { ...doc, _revisions: history(value.rev) } }]
  }))
  outgoing.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ results }))
}

function history(rev: string) {
  const [start, id] = rev.split('-')
  return { start: Number(start), ids: [id] }
}
