import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { partBytes, type Photo } from '#lib/domain/photos/parts.ts'
import {
  photoDatabase,
  photoDatabasesToRead,
  quarterStart,
  quarterAfter
} from '#lib/domain/database-names.ts'
import { photoPlaces } from '#lib/domain/roles.ts'
import { fetchPhoto } from '#lib/data/photos/fetch-photo.ts'
import type { Http } from '#lib/data/http/http.ts'
import { partDocuments, photoOf, someBytes, type PartDocument } from '../photo.ts'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'

/** A member who reads in a record which parts its photo has, and brings other bytes under their ids before its author does. */
let stack: TestStack
let author: TestAccount
let thief: TestAccount
beforeAll(async () => {
  stack = await startTestStack()
  ;[author, thief] = [await stack.account('officer'), await stack.account('commander')]
})
afterAll(() => stack.stop())

const fileOf = (data: string) => ({ bytes: { content_type: 'application/octet-stream', data } })
const dataOf = ({ _attachments }: PartDocument) => _attachments['bytes']!.data
/** That part with other bytes of the same length. */
const spoilt = (part: PartDocument, by = part.by): PartDocument => {
  const bytes = Buffer.from(dataOf(part), 'base64')
  bytes[0]! ^= 1
  return { ...part, by, _attachments: fileOf(bytes.toString('base64')) }
}

describe.each(photoPlaces)('%s', (place) => {
  const now = Date.now()
  let database: string
  beforeAll(() => void (database = photoDatabase({ unit: stack.unit, place, at: now })))

  async function write(who: TestAccount, docs: PartDocument[], more: object = {}) {
    const answer = await who.post(`/${database}/_bulk_docs`, { docs, ...more })
    const rows = (await answer.json()) as { id: string; ok?: true; error?: string; reason?: string }[]
    return docs.map(({ _id }) => {
      const row = rows.find(({ id }) => id === _id)!
      if (row.ok) return 'stored'
      return row.error === 'forbidden' ? (JSON.parse(row.reason!) as object) : row.error
    })
  }
  const http = (): Http => ({
    fetch: (path, init) =>
      fetch(`${stack.url}${path as string}`, {
        ...init,
        headers: { ...(init?.headers as object), ...author.headers }
      }),
    timeout: (ms) => AbortSignal.timeout(ms),
    learn() {},
    now: () => now,
    deviceNow: () => now
  })
  const look = (photo: Photo, at = now) => fetchPhoto(http(), { unit: stack.unit, place, at }, photo)

  test('other bytes that come first do not win: they are refused, the author’s are taken and seen', async () => {
    const bytes = someBytes(partBytes + 1_000)
    const honest = partDocuments(bytes, author.name)
    const own = partDocuments(someBytes(10), thief.name)
    const forged = honest.map((part) => spoilt(part, thief.name))
    expect(await write(thief, [...forged, ...own])).toEqual([
      { code: 'bad-id' },
      { code: 'bad-id' },
      'stored'
    ])
    expect(await write(thief, forged, { new_edits: false })).toEqual([{ code: 'bad-id' }, { code: 'bad-id' }])
    expect(await look(photoOf(bytes))).toEqual({ code: 'absent' })
    expect(await write(author, honest)).toEqual(['stored', 'stored'])
    expect(await look(photoOf(bytes))).toEqual(bytes)
    expect(await write(thief, forged)).toEqual([{ code: 'bad-id' }, { code: 'bad-id' }])
    expect(await look(photoOf(bytes))).toEqual(bytes)
  })

  test('another who brings the very bytes first does the author a service', async () => {
    const bytes = someBytes(1_000)
    expect(await write(thief, partDocuments(bytes, thief.name))).toEqual(['stored'])
    const [again] = await write(author, partDocuments(bytes, author.name))
    expect(['conflict', { code: 'immutable' }]).toContainEqual(again)
    expect(await look(photoOf(bytes))).toEqual(bytes)
  })

  test('the same bytes in a text that only some readers take are refused', async () => {
    const [part] = partDocuments(someBytes(1_000), author.name)
    const data = dataOf(part!)
    expect(data).toMatch(/[AQgw]==$/)
    const loose = data.replace(/.==$/, (end) => `${String.fromCharCode(end.charCodeAt(0) + 1)}==`)
    const [said] = await write(thief, [{ ...part!, by: thief.name, _attachments: fileOf(loose) }])
    expect(said).toEqual({ code: 'malformed', at: 'files.0.data' })
    expect(await write(author, [part!])).toEqual(['stored'])
  })

  test('a part that was spoilt past the gateway is shown to nobody, and looked for where else it may be', async () => {
    const bytes = someBytes(2_000)
    const [part] = partDocuments(bytes, author.name)
    const { nano } = stack.couch
    await nano.use(database).insert(spoilt(part!) as never)
    expect(await look(photoOf(bytes))).toEqual({ code: 'not-matching' })
    if (place === 'evidence') return
    // It came while its own quarter had no database, and so lies in the next one too.
    const home = { unit: stack.unit, place, at: now }
    const later = quarterStart(quarterAfter(now, 1)) + 1
    const [, next] = photoDatabasesToRead(home, later)
    await nano.use(next!).insert(part as never)
    expect(await fetchPhoto({ ...http(), now: () => later }, home, photoOf(bytes))).toEqual(bytes)
  })

  test('a record that passes good parts off as another photo or size, shows none', async () => {
    const [mine, others] = [someBytes(700), someBytes(800)]
    await write(author, [...partDocuments(mine, author.name), ...partDocuments(others, author.name)])
    const photo = photoOf(mine)
    for (const lie of [{ parts: photoOf(others).parts }, { bytes: 701 }])
      expect(await look({ ...photo, ...lie })).toEqual({ code: 'not-matching' })
    expect(await look(photo)).toEqual(mine)
  })
})
