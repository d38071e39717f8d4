import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { SignJWT } from 'jose'
import type { ServerScope } from 'nano'
import { OperatorError } from './server-config.ts'

interface Member {
  name: string
  roles: readonly string[]
}

export interface CouchTokens {
  /** Returns the header under which CouchDB takes a request as this member's, for half a minute at least. */
  headersFor(member: Member): Promise<Record<string, string>>
}

const keyName = 'antt'
const tokenHandler = '{chttpd_auth, jwt_authentication_handler}'
/** CouchDB's own, where nothing else is configured. */
const usualHandlers =
  '{chttpd_auth, cookie_authentication_handler}, {chttpd_auth, default_authentication_handler}'
/** How long a token counts, and how long it is given out, s. */
const lastsSeconds = 60
const reusedSeconds = 30
const remembered = 5_000
/** How long CouchDB may take to accept them, after a restart too, ms. */
const patienceMs = 60_000

/**
 * Lets CouchDB accept tokens (JWT, RFC 7519) signed with a key of its configuration, which all gateways share. A CouchDB
 * that says that it has no handler for them is given one and restarted, because it reads its handlers only then; never one
 * that only answers slowly, or whose clock is another.
 * @throws OperatorError when it does not accept them
 */
export async function acceptTokens(server: ServerScope, url: string): Promise<CouchTokens> {
  const nodes = await nodesOf(server)
  const secret = await sharedSecret(server, nodes)
  const made = new Map<string, { token: string; until: number }>()
  async function tokenOf({ name, roles }: Member): Promise<string> {
    const who = JSON.stringify([name, roles])
    const known = made.get(who)
    const seconds = Math.floor(Date.now() / 1000)
    if (known && known.until > seconds) return known.token
    const token = await new SignJWT({ '_couchdb.roles': roles })
      .setProtectedHeader({ alg: 'HS256', kid: keyName })
      .setSubject(name)
      .setExpirationTime(seconds + lastsSeconds)
      .sign(secret)
    made.delete(who)
    made.set(who, { token, until: seconds + reusedSeconds })
    const [oldest] = made.keys()
    if (made.size > remembered && oldest !== undefined) made.delete(oldest)
    return token
  }
  const headersFor = async (member: Member) => ({ authorization: `Bearer ${await tokenOf(member)}` })
  const isAccepted = async () => {
    const headers = { accept: 'application/json', ...(await headersFor({ name: 'probe', roles: [] })) }
    const answer = await fetch(`${url}/_session`, { headers }).catch(() => null)
    const told = (await answer?.json().catch(() => null)) as { userCtx?: { name?: string } } | null
    return told?.userCtx?.name === 'probe'
  }
  await demand(server, nodes, isAccepted)
  return { headersFor }
}

async function nodesOf(server: ServerScope): Promise<string[]> {
  const { cluster_nodes: nodes } = (await server.request({ path: '_membership' })) as {
    cluster_nodes: string[]
  }
  return nodes
}

const keyPath = (node: string) => `_node/${node}/_config/jwt_keys/hmac:${keyName}`

async function sharedSecret(server: ServerScope, nodes: readonly string[]): Promise<Uint8Array> {
  const kept = await Promise.all(
    nodes.map((node) => server.request({ path: keyPath(node) }).catch(() => null) as Promise<string | null>)
  )
  const secret = kept.find((one) => typeof one === 'string') ?? randomBytes(32).toString('base64')
  for (const [i, node] of nodes.entries())
    if (kept[i] !== secret) await server.request({ path: keyPath(node), method: 'put', body: secret })
  return Buffer.from(secret, 'base64')
}

async function demand(server: ServerScope, nodes: readonly string[], isAccepted: () => Promise<boolean>) {
  try {
    if (!(await hasHandler(server))) for (const node of nodes) await restart(server, node)
    for (const until = Date.now() + patienceMs; Date.now() < until; await pause(250))
      if (await isAccepted()) return
  } catch (cause) {
    throw refused(cause)
  }
  throw refused()
}

async function hasHandler(server: ServerScope): Promise<boolean> {
  const { info } = (await server.session()) as { info?: { authentication_handlers?: string[] } }
  return info?.authentication_handlers?.includes('jwt') ?? false
}

async function restart(server: ServerScope, node: string): Promise<void> {
  const path = `_node/${node}/_config/chttpd/authentication_handlers`
  const others = ((await server.request({ path }).catch(() => null)) as string | null) ?? usualHandlers
  if (!others.includes('jwt_authentication_handler'))
    await server.request({ path, method: 'put', body: `${tokenHandler}, ${others}` })
  await server.request({ path: `_node/${node}/_restart`, method: 'post' })
}

const refused = (cause?: unknown) =>
  new OperatorError(
    'CouchDB chưa nhận thẻ (JWT) của máy chủ này. Hãy thêm {chttpd_auth, jwt_authentication_handler} vào mục [chttpd] authentication_handlers của CouchDB rồi khởi động lại CouchDB; đồng hồ của hai máy phải đúng.',
    { cause }
  )
