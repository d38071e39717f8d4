import type { RequestHandler } from 'express'
import type { Pouch } from 'pouchdb'

/**
 * Hides a database from everybody but the admin until it has a `_security`: new databases of PouchDB are open to all, those
 * of CouchDB are not. The admin sends Basic credentials, members send cookies.
 */
export function closedUntilSecured(pouch: Pouch): RequestHandler {
  const secured = new Set<string>()
  return async (request, response, next) => {
    const name = request.path.split('/')[1] ?? ''
    if (request.headers.authorization || !name.startsWith('antt-') || secured.has(name)) return next()
    if (await isSecured(pouch, name)) {
      secured.add(name)
      return next()
    }
    response.status(404).json({ error: 'not_found', reason: 'no_db_file' })
  }
}

async function isSecured(pouch: Pouch, name: string): Promise<boolean> {
  if (!(await pouch.allDbs()).includes(name)) return false
  const document = await new pouch(name).get('_local/_security').catch(() => null)
  return (document?.security?.members?.roles?.length ?? 0) > 0
}
