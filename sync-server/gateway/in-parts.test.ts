import type { ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { gatewayBefore } from '../../tests/gateway/scripted-gateway.ts'
import { partDocuments, someBytes } from '../../tests/photo.ts'
import { doorOf } from './turns/door.ts'
import { embeddedLimits } from './turns/limits.ts'

const docs = Array.from({ length: 100 }, (_, i) =>
  partDocuments(someBytes(20, (i + 1) / 101), 'giu-cong')
).flat()
const database = 'antt-xa-evidence'

/** A gateway that is asked to store a hundred parts of photos, while somebody else reads. */
async function world(embedded: boolean) {
  const sizes: number[] = []
  const reading: ServerResponse[] = []
  const door = doorOf(embeddedLimits, { remembered: () => null }).request
  const url = await gatewayBefore(
    async (incoming, outgoing) => {
      if (incoming.method === 'GET') return void reading.push(outgoing)
      const { docs } = JSON.parse(await text(incoming)) as { docs: { _id: string }[] }
      sizes.push(docs.length)
      outgoing.end(JSON.stringify(docs.map(({ _id: id }) => ({ id, rev: '1-a' }))))
    },
    { embedded, door }
  )
  const headers = { 'x-antt': 'keeper', 'content-type': 'application/json' }
  const push = () =>
    fetch(`${url}/${database}/_bulk_docs`, { method: 'POST', headers, body: JSON.stringify({ docs }) }).then(
      (answer) => answer.json() as Promise<{ id: string }[]>
    )
  const read = () => fetch(`${url}/${database}/${docs[0]!._id}/bytes`, { headers })
  return { sizes, reading, push, read }
}

test('the embedded CouchDB is given many documents in parts, with one answer for all; another one as they are', async () => {
  const [here, there] = [await world(true), await world(false)]
  for (const { push } of [here, there]) {
    const rows = await push()
    expect(rows.map(({ id }) => id).sort()).toEqual(docs.map(({ _id }) => _id).sort())
  }
  expect(here.sizes).toEqual([40, 40, 20])
  expect(there.sizes).toEqual([100])
})

test('between two parts those who read come first, but not for ever', async () => {
  const { sizes, reading, push, read } = await world(true)
  const earlier = read()
  await expect.poll(() => reading.length).toBe(1)
  const pushed = push()
  await expect.poll(() => sizes).toEqual([40])
  const began = performance.now()
  await expect.poll(() => sizes, { timeout: 5_000 }).toEqual([40, 40])
  expect(performance.now() - began).toBeGreaterThan(900)
  reading[0]!.end('{}')
  await earlier
  await pushed
  expect(sizes).toEqual([40, 40, 20])
})
