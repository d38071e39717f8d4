import { existsSync } from 'node:fs'
import { join } from 'node:path'
import nano from 'nano'
import { followCouchUpdates } from './bell/couch-updates.ts'
import { acceptTokens } from './couch-tokens.ts'
import { gatewayRole } from './gatekeeper/refusal-of.ts'
import { OperatorError, type ServerConfig, type CouchAddress } from './server-config.ts'
import { startEmbeddedCouch } from './embedded/embedded-couch.ts'

/** Access to CouchDB, embedded or external. */
export interface Couch extends CouchAddress {
  embedded: boolean
  version: string
  /** Headers that every request must carry. */
  headers: Record<string, string>
  /**
   * Returns the headers, beside those above, under which CouchDB takes a request as a member's: members have no way into it
   * but through the gateway, which says who they are and what they may.
   * @param roles `<unit>:<role>`
   */
  as(account: string, roles: readonly string[]): Promise<Record<string, string>>
  /** As admin. */
  nano: nano.ServerScope
  /** Reports each database that is written to, from now on, until the returned function is called. */
  follow(moved: (database: string) => void, report: (problem: unknown) => void): () => Promise<void>
  stop(): Promise<void>
}

/**
 * Opens the CouchDB at an address, or the embedded one.
 * @throws OperatorError when it cannot be reached, refuses the admin, or `dataDir` cannot be used
 */
export async function openCouch(address: CouchAddress | null, dataDir: string): Promise<Couch> {
  if (!address) {
    const embedded = await startEmbeddedCouch(dataDir)
    const as: Couch['as'] = async (name, roles) => embedded.as({ name, roles: [...roles, gatewayRole] })
    return { ...embedded, as, embedded: true, nano: asAdmin(embedded, embedded.headers) }
  }
  const server = asAdmin(address, {})
  const version = await versionOf(server, address.url)
  const tokens = await acceptTokens(server, address.url)
  const as: Couch['as'] = (name, roles) => tokens.headersFor({ name, roles: [...roles, gatewayRole] })
  const follow: Couch['follow'] = (...told) => followCouchUpdates(server, ...told)
  return { ...address, embedded: false, version, headers: {}, as, nano: server, follow, stop: async () => {} }
}

/**
 * Opens the CouchDB of a server that has run before; creates nothing.
 * @throws OperatorError as `openCouch`, and when there is no such server
 */
export async function openExistingCouch({
  couch,
  dataDir
}: Pick<ServerConfig, 'couch' | 'dataDir'>): Promise<Couch> {
  if (!couch && !existsSync(join(dataDir, 'couch')))
    throw new OperatorError(
      `Trong ${dataDir} không có dữ liệu của máy chủ. Hãy xem lại DATA_DIR; nếu dữ liệu nằm trong CouchDB thì đặt COUCHDB_URL. Chưa tạo gì.`
    )
  return openCouch(couch, dataDir)
}

function asAdmin({ url, admin, password }: CouchAddress, headers: Record<string, string>) {
  const authorization = `Basic ${Buffer.from(`${admin}:${password}`).toString('base64')}`
  return nano({ url, parseUrl: false, headers: { ...headers, authorization } } as nano.Configuration)
}

async function versionOf(server: nano.ServerScope, url: string): Promise<string> {
  try {
    const { userCtx } = await server.session()
    if (!userCtx.roles.includes('_admin'))
      throw new OperatorError(`Tài khoản trong COUCHDB_URL không phải quản trị của CouchDB ${url}.`)
    return (await server.info()).version
  } catch (problem) {
    if (problem instanceof OperatorError) throw problem
    const status = (problem as { statusCode?: number }).statusCode
    throw new OperatorError(
      status === 401 || status === 403
        ? `CouchDB ${url} không nhận tên hoặc mật khẩu quản trị trong COUCHDB_URL.`
        : `Không kết nối được CouchDB ${url}.`,
      { cause: problem }
    )
  }
}
