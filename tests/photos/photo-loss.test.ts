import { expect, test } from 'vitest'
import { partId } from '#lib/domain/photos/parts.ts'
import { photoDatabase } from '#lib/domain/database-names.ts'
import type { PhotoPage } from './photo-page.ts'
import { database, evidence, line, mortalPhoneOf, phoneOf, sent, server, setStage } from './photo-stage.ts'
import { counted, look, patient, ring, shown, taken } from './photos.ts'

declare const photos: PhotoPage

setStage()
const down = () => 'lost' as const

test('parts that the server lost are brought again by the phone that took the photo; what was erased there goes here too', async () => {
  const { phone: officer, photo, bytes } = await sent('can-bo', mortalPhoneOf)
  const erased = await taken(officer)
  await ring(officer)
  await counted(officer, 0)
  for (const id of erased.photo.parts.map(partId)) {
    await database().destroy(id, (await database().get(id))._rev)
  }
  const { nano } = server.couch
  const id = partId(photo.parts[2]!)
  // Lost without a trace, as with a disk: a deletion would be an erasure.
  if (server.couch.embedded) {
    const kept = erased.photo.parts.map((hash) => ({ _id: partId(hash), _deleted: true }))
    await nano.db.destroy(photoDatabase(evidence()))
    await server.provisionAt(Date.now())
    await database().bulk({ docs: kept } as never)
  } else {
    const body = { [id]: [(await database().get(id))._rev] }
    await nano.request({ db: photoDatabase(evidence()), path: '_purge', method: 'post', body })
  }
  await officer.kill()
  await officer.start()
  await ring(officer)
  await counted(officer, 0)
  await expect
    .poll(
      async () =>
        (await database()
          .head(id)
          .catch(() => null)) !== null,
      patient
    )
    .toBe(true)
  const commander = await phoneOf('chi-huy')
  await ring(commander)
  expect(await look(commander, photo)).toEqual(shown(bytes))
  expect(await look(officer, erased.photo)).toEqual({ code: 'absent' })
  await ring(officer)
  expect(await look(commander, erased.photo)).toEqual({ code: 'absent' })
})

test('a photo that is damaged before it was sent is told, and holds up no other', async () => {
  const officer = await phoneOf('can-bo')
  line.fate = down
  const bad = await taken(officer)
  expect(await officer.tab.evaluate(() => photos.spoil())).toBe(1)
  const good = await taken(officer)
  line.fate = () => 'pass'
  await ring(officer)
  await counted(officer, 0, 1)
  expect(await officer.tab.evaluate(() => photos.unsent())).toEqual([
    { sha256: bad.photo.sha256, state: 'refused', reason: 'lost' }
  ])
  // Nobody can send it any more.
  await officer.tab.evaluate(() => photos.sendAgain())
  await counted(officer, 0, 1)
  const commander = await phoneOf('chi-huy')
  await ring(commander)
  expect(await look(commander, good.photo)).toEqual(shown(good.bytes))
})

/** The server tells in the directory that it has erased those with somebody's data. */
async function tellErased(...photos: string[]) {
  const body = {
    order: '01936a1c-8f2f-7abc-8def-000000000001',
    book: 'duty',
    erased: [],
    photos,
    parts: []
  } as const
  const stream = `unit/${server.unit}`
  await server.tools.writer.write(server.unit, 'directory', () => [
    { stream, type: 'directory.facts-erased', body } as never
  ])
}

test('photos of somebody who was erased leave each phone, the one that took them and the one that saw them; what waited is never sent, and no other goes', async () => {
  const { phone: officer, ...old } = await sent('can-bo')
  const commander = await phoneOf('chi-huy')
  await ring(commander)
  expect(await look(commander, old.photo)).toEqual(shown(old.bytes))
  line.fate = down
  const [waiting, other] = [await taken(officer), await taken(officer)]
  await tellErased(old.photo.sha256, waiting.photo.sha256)
  // Forgets what the phone tried while the line was down: it reached nobody.
  line.seen = []
  line.fate = () => 'pass'
  for (const phone of [officer, commander]) await ring(phone)
  await counted(officer, 0)
  const parts = waiting.photo.parts.map(partId)
  expect(line.seen.filter((request) => parts.some((id) => request.includes(id)))).toEqual([])
  line.fate = down
  const gone = { code: 'unreachable' }
  expect(await look(officer, old.photo)).toEqual(gone)
  expect(await look(officer, waiting.photo)).toEqual(gone)
  expect(await look(commander, old.photo)).toEqual(gone)
  expect(await look(officer, other.photo)).toEqual(shown(other.bytes))
})
