import { canonicalString } from '#lib/domain/canonical.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { PublicKey } from '#lib/domain/directory/facts.ts'
import { demoSession, type TestSession } from '../../devices/session.ts'
import type { Server } from '../server.ts'

export type Doc = Omit<Envelope, 'id'> & { _id: string }

const sessions = new Map<string, Promise<TestSession>>()

/** Reads all facts of a database as a demo account may, with a device that introduces itself once a file. */
export async function documentsIn({ url }: Server, account: string, database: string): Promise<Doc[]> {
  const name = `${url} ${account}`
  const session = sessions.get(name) ?? demoSession(url, account)
  sessions.set(name, session)
  const answer = await (await session).db(`/${database}/_all_docs?include_docs=true`)
  const { rows } = (await answer.json()) as { rows: { id: string; doc: Doc }[] }
  return rows.filter(({ id }) => !id.startsWith('_') && id !== 'epoch').map(({ doc }) => doc)
}

/** Is a stored fact signed by the device it names, with the key that device enrolled in the directory? */
export async function verifies({ _id, ...doc }: Doc, directory: readonly Doc[]): Promise<boolean> {
  const enrolled = directory.find(
    ({ type, device }) => type === 'directory.device-enrolled' && device === doc.device
  )
  if (!enrolled) return false
  const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('jwk', enrolled.body['key'] as PublicKey, ecdsa, false, [
    'verify'
  ])
  const text = new TextEncoder().encode(canonicalString({ id: _id, ...doc }))
  return crypto.subtle.verify(ecdsa, key, Buffer.from(doc.sig, 'base64url'), text)
}
