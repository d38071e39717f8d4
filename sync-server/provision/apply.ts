import { randomUUID } from 'node:crypto'
import type { DocumentGetResponse, ServerScope } from 'nano'
import { auditDesignId } from './audit-view.ts'
import { designId, type ExistingDatabase, type ProvisionStep } from './databases.ts'

/** Awaits a request and returns null for a 404. */
export async function nullIfMissing<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked
  } catch (problem) {
    if ((problem as { statusCode?: number }).statusCode === 404) return null
    throw problem
  }
}

/**
 * Ignores what another server on the same CouchDB did first: 412 created, 409 written, 404 removed, and the 500 that
 * CouchDB 3.5 gives in place of the 409 when two make one database at once; rethrows the rest.
 */
export function ignoreIfDone(problem: unknown): void {
  const { statusCode, reason } = problem as { statusCode?: number; reason?: string }
  if (statusCode === 500 && reason === 'conflict') return
  if (statusCode !== 412 && statusCode !== 409 && statusCode !== 404) throw problem
}

/** Reads the state of a database. @throws 404 when it is gone */
export async function readDatabaseState(server: ServerScope, database: string): Promise<ExistingDatabase> {
  const documents = server.use(database)
  const [security, design, epoch, audit] = await Promise.all([
    server.request({ db: database, path: '_security' }),
    nullIfMissing(documents.get(designId)),
    nullIfMissing(documents.get('epoch')),
    nullIfMissing(documents.get(auditDesignId))
  ])
  return {
    security,
    design: design as (DocumentGetResponse & ExistingDatabase['design']) | null,
    epoch: epoch !== null,
    audit: audit as (DocumentGetResponse & ExistingDatabase['audit']) | null
  }
}

/** Carries out one step as admin, unless another server did it first. @param at Unix ms */
export async function applyStep(server: ServerScope, step: ProvisionStep, at: number): Promise<void> {
  await carryOut(server, step, at).catch(ignoreIfDone)
}

async function carryOut(server: ServerScope, step: ProvisionStep, at: number): Promise<void> {
  const documents = server.use(step.database)
  switch (step.do) {
    case 'create':
      // One shard: books are small, and there are thousands of them.
      return void (await server.request({ db: step.database, method: 'put', qs: { q: 1 } }))
    case 'secure':
      return void (await server.request({
        db: step.database,
        path: '_security',
        method: 'put',
        body: step.security
      }))
    case 'validate':
    case 'index':
      return void (await documents.insert({
        _id: step.do === 'validate' ? designId : auditDesignId,
        ...(step.rev ? { _rev: step.rev } : {}),
        language: 'javascript',
        ...step.design
      } as never))
    case 'mark':
      return void (await documents.insert({
        _id: 'epoch',
        value: randomUUID(),
        at: new Date(at).toISOString()
      } as never))
  }
}

const adminOnly = { names: [], roles: ['_admin'] }

/** Creates a database that only the admin reads and writes, unless it exists. */
export async function createPrivateDatabase(server: ServerScope, name: string): Promise<void> {
  if (!(await nullIfMissing(server.db.get(name)))) await server.db.create(name).catch(ignoreIfDone)
  const body = { admins: adminOnly, members: adminOnly }
  await server.request({ db: name, path: '_security', method: 'put', body })
}
