import type { ServerScope } from 'nano'
import { nullIfMissing } from '../sync-server/provision/apply.ts'
import { until } from './until.ts'

/** Takes an account off the server, though its last sign-in may be rewriting it just then, as CouchDB's do. */
export async function removeAccount(nano: ServerScope, name: string): Promise<void> {
  const users = nano.use('_users')
  await until(async () => {
    const known = await nullIfMissing(users.get(`org.couchdb.user:${name}`))
    return !known || users.destroy(known._id, known._rev).catch(isNewer)
  })
}

/** False, to be tried again, where it was rewritten since. */
function isNewer(problem: { statusCode?: number }): false {
  if (problem.statusCode !== 409) throw problem
  return false
}
