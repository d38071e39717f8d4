import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PouchDB from 'pouchdb'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'

/** Points PouchDB at `/db`, as somebody would who takes it for a CouchDB. */
let stack: TestStack
let keeper: TestAccount
const folder = mkdtempSync(join(tmpdir(), 'antt-pouch-'))
beforeAll(async () => {
  stack = await startTestStack()
  keeper = await stack.account('keeper')
})
afterAll(async () => {
  await stack.stop()
  rmSync(folder, { recursive: true })
})

interface Replicating {
  sync(
    remote: Replicating,
    options: object
  ): { on(event: 'error', listener: (problem: object) => void): unknown }
  close(): Promise<void>
}
const Pouch = PouchDB as unknown as new (name: string, options?: object) => Replicating

test.each([
  ['asks for the database first', {}],
  ['asks for its checkpoint first', { skip_setup: true }]
])('PouchDB that %s is told that nothing is replicated here, and stops', async (what, options) => {
  let asked = 0
  const remote = new Pouch(`${stack.url}/db/${stack.database('gates')}`, {
    ...options,
    fetch: (url: string, init: RequestInit = {}) => {
      asked += 1
      const headers = new Headers(init.headers)
      for (const [name, value] of Object.entries(keeper.headers)) headers.set(name, value)
      return fetch(url, { ...init, headers })
    }
  })
  const local = new Pouch(join(folder, what))
  const sync = local.sync(remote, { live: true, retry: true })
  const problem = await new Promise((resolve) => sync.on('error', resolve))
  expect(problem).toMatchObject({
    status: 403,
    name: 'forbidden',
    reason: expect.stringMatching(/^the replication protocol is not offered here/)
  })
  // Both directions run at once: what the other one had under way still ends. A retry would come within two seconds.
  await new Promise((resolve) => setTimeout(resolve, 500))
  const once = asked
  await new Promise((resolve) => setTimeout(resolve, 3_000))
  expect(asked).toBe(once)
  await local.close()
})
