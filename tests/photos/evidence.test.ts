import { expect, test } from 'vitest'
import { partId, type Photo } from '#lib/domain/photos/parts.ts'
import { setPassword } from '../../sync-server/provision/users.ts'
import type { PhotoPage } from './photo-page.ts'
import { database, line, mortalPhoneOf, phoneOf, phoneOfFile, sent, server, setStage } from './photo-stage.ts'
import { counted, look, patient, type PhotoPhone, ring, shown, taken } from './photos.ts'
import { named } from '../courier/server.ts'

declare const photos: PhotoPage

setStage()
const pushes = (photo: Photo, part: number) =>
  line.seen.filter((request) => request.endsWith(` ${partId(photo.parts[part]!)}`)).length
const down = () => 'lost' as const

test('taken on one phone without a network, sent by itself, seen on another byte for byte, and then without a network', async () => {
  const officer = await phoneOfFile('can-bo')
  line.fate = down
  const { photo, bytes } = await taken(officer)
  await counted(officer, 1)
  await ring(officer)
  await counted(officer, 1)
  line.fate = () => 'pass'
  await ring(officer)
  await counted(officer, 0)

  const commander = await mortalPhoneOf('chi-huy')
  await ring(commander)
  expect(await look(commander, photo)).toEqual(shown(bytes))
  line.fate = down
  expect(await look(commander, photo)).toEqual(shown(bytes))
  await commander.kill()
  await commander.start()
  expect(await look(commander, photo)).toEqual(shown(bytes))
  await counted(commander, 0)
})

test('at rest there is no picture, on the phone that took it and on the one that saw it', async () => {
  const { phone: officer, photo, bytes } = await sent('can-bo', phoneOfFile)
  const commander = await phoneOfFile('chi-huy')
  await ring(commander)
  expect(await look(commander, photo)).toEqual(shown(bytes))
  for (const phone of [officer, commander]) {
    const lying = await phone.tab.evaluate(() => photos.lying())
    expect(lying.length).toBeGreaterThan(bytes.length)
    for (const at of [0, 1_000, 100_000, bytes.length - 16])
      expect(lying).not.toContain(bytes.subarray(at, at + 16).toString('latin1'))
    expect(lying).not.toContain(bytes.subarray(300, 400).toString('base64').slice(4, -4))
    expect(await phone.tab.evaluate(() => photos.databases())).not.toContain(
      expect.stringMatching(phone.account)
    )
  }
})

test('killed in the middle of a photo: the rest goes, what had arrived is not sent again', async () => {
  const officer = await mortalPhoneOf('can-bo')
  const { photo, bytes } = await taken(officer)
  line.fate = (request) => (request.endsWith(partId(photo.parts[2]!)) ? 'hang' : 'pass')
  void ring(officer).catch(() => {})
  await expect.poll(() => pushes(photo, 2), patient).toBe(1)
  await officer.kill()
  line.fate = () => 'pass'
  await officer.start()
  await ring(officer)
  await counted(officer, 0)
  expect([0, 1, 2, 3].map((part) => pushes(photo, part))).toEqual([1, 1, 2, 1])
  const commander = await phoneOfFile('chi-huy')
  await ring(commander)
  expect(await look(commander, photo)).toEqual(shown(bytes))
})

test('an answer that was lost: the part is there already, and counts as sent', async () => {
  const officer = await phoneOfFile('can-bo')
  const { photo } = await taken(officer)
  let times = 1
  line.fate = (request) => (request.endsWith(partId(photo.parts[1]!)) && times-- > 0 ? 'answer-lost' : 'pass')
  await ring(officer)
  await ring(officer)
  await counted(officer, 0)
  expect(pushes(photo, 1)).toBe(2)
})

test('a photo that the server refuses stays on the phone, says why, and goes by itself once its owner may again', async () => {
  await server.account(named('kiem-tra'), ['auditor'])
  const auditor = await phoneOf('kiem-tra')
  const { photo, bytes } = await taken(auditor)
  await ring(auditor)
  await counted(auditor, 0, 1)
  expect(await look(auditor, photo)).toEqual(shown(bytes))
  expect(await auditor.tab.evaluate(() => photos.unsent())).toEqual([
    { sha256: photo.sha256, state: 'refused', reason: 'not-allowed' }
  ])
  // Who does not even read there any more is told the same.
  await server.account(named('kiem-tra'), ['keeper'])
  const pushed = () => line.seen.filter((request) => request.includes('_bulk_docs')).length
  const before = pushed()
  await ring(auditor)
  await expect.poll(pushed, patient).toBeGreaterThan(before)
  await counted(auditor, 0, 1)
  await server.account(named('kiem-tra'), ['officer'])
  await ring(auditor)
  await counted(auditor, 0)
  const reader = await phoneOfFile('chi-huy')
  await ring(reader)
  expect(await look(reader, photo)).toEqual(shown(bytes))
})

test('two photos with parts in common: both arrive whole', async () => {
  const [officer, reader] = [await phoneOfFile('can-bo'), await phoneOfFile('chi-huy')]
  line.fate = down
  const first = await taken(officer)
  const longer = Buffer.concat([first.bytes, Buffer.from('thêm')])
  const added = (await officer.tab.evaluate((text) => photos.add(text), longer.toString('base64'))) as Photo
  expect(added.parts.slice(0, 3)).toEqual(first.photo.parts.slice(0, 3))
  expect(added.sha256).not.toBe(first.photo.sha256)
  line.fate = () => 'pass'
  await ring(officer)
  await counted(officer, 0)
  await ring(reader)
  expect(await look(reader, added)).toEqual(shown(longer))
  expect(await look(reader, first.photo)).toEqual(shown(first.bytes))
})

test('35 a part that was changed on the server is not shown, and not kept', async () => {
  const { photo, bytes } = await sent('can-bo', phoneOfFile)
  const commander = await phoneOfFile('chi-huy')
  const id = partId(photo.parts[3]!)
  const document = (await database().get(id, { attachments: true })) as {
    _rev: string
    _attachments: { bytes: { data: string } }
  }
  const changed = Buffer.from(document._attachments.bytes.data, 'base64')
  changed[100]! ^= 1
  const tampered = {
    ...document,
    _attachments: { bytes: { content_type: 'application/octet-stream', data: changed.toString('base64') } }
  }
  const { rev } = await database().insert(tampered as never)
  await ring(commander)
  expect(await look(commander, photo)).toEqual({ code: 'not-matching' })
  await database().insert({ ...document, _rev: rev } as never)
  expect(await look(commander, photo)).toEqual(shown(bytes))
})

test('why a photo cannot be shown: not all of it there, no network, no session, no right', async () => {
  await server.account(named('chi-huy-2'), ['commander'])
  const [officer, commander] = [await phoneOf('can-bo'), await phoneOf('chi-huy-2')]
  const { photo } = await taken(officer)
  line.fate = (request) => (request.endsWith(partId(photo.parts[2]!)) ? 'lost' : 'pass')
  await ring(officer)
  await ring(commander)
  expect(await look(commander, photo)).toEqual({ code: 'absent' })
  line.fate = down
  expect(await look(commander, photo)).toEqual({ code: 'unreachable' })
  line.fate = () => 'pass'
  const owner = named('chi-huy-2')
  await setPassword(server.couch.nano, owner, 'mật khẩu mới', server.store.reset(owner, Date.now()))
  await expect.poll(() => look(commander, photo), patient).toEqual({ code: 'signed-out' })
  await server.account(named('giu-cong'), ['keeper'])
  const keeper = await phoneOf('giu-cong')
  await ring(keeper)
  expect(await look(keeper, photo)).toEqual({ code: 'not-allowed' })
})

test('a picture at a gate goes to its own place, where a keeper sees it too; in a quarter that nobody has opened, to the current one', async () => {
  await server.account(named('nguoi-gac'), ['keeper'])
  const [keeper, officer] = [await phoneOf('nguoi-gac'), await phoneOf('can-bo')]
  for (const at of [Date.now(), Date.now() - 400 * 24 * 3_600_000]) {
    for (const { tab } of [keeper, officer]) await tab.evaluate((at) => photos.turnTo('pictures', at), at)
    const { photo, bytes } = await taken(officer)
    await ring(officer)
    await counted(officer, 0)
    await ring(keeper)
    expect(await look(keeper, photo)).toEqual(shown(bytes))
  }
})

test('after thirty days a picture at a gate is off the phone, and nothing else is: what waits stays, the server gives it again', async () => {
  const officer = await mortalPhoneOf('can-bo')
  const [old, fresh] = [Date.now() - 31 * 24 * 3_600_000, Date.now()]
  const turn = (phone: PhotoPhone, at: number) =>
    phone.tab.evaluate((at) => photos.turnTo('pictures', at), at)
  await turn(officer, fresh)
  const young = await taken(officer)
  await turn(officer, old)
  const aged = await taken(officer)
  await ring(officer)
  await counted(officer, 0)
  line.fate = down
  const waiting = await taken(officer)
  await officer.kill()
  await officer.start()
  line.fate = (request) => (request.includes(partId(waiting.photo.parts[0]!)) ? 'lost' : 'pass')
  await ring(officer)
  line.fate = down
  await turn(officer, old)
  expect(await look(officer, aged.photo)).toEqual({ code: 'unreachable' })
  expect(await look(officer, waiting.photo)).toEqual(shown(waiting.bytes))
  await turn(officer, fresh)
  expect(await look(officer, young.photo)).toEqual(shown(young.bytes))
  line.fate = () => 'pass'
  await turn(officer, old)
  expect(await look(officer, aged.photo)).toEqual(shown(aged.bytes))
})

test('a camera’s picture is made smaller, and loses what the camera wrote beside it', async () => {
  const { tab } = await phoneOf('can-bo')
  line.fate = down
  const added = await tab.evaluate(() => photos.addCamera(2400, 1800, 'TAI NHA ONG BAY'))
  expect(added).toMatchObject({ type: 'image/jpeg' })
  const photo = added as Photo
  expect(await tab.evaluate((photo) => photos.sides(photo), photo)).toEqual({ width: 1600, height: 1200 })
  const { base64 } = (await tab.evaluate((photo) => photos.look(photo), photo)) as { base64: string }
  expect(Buffer.from(base64, 'base64').toString('latin1')).not.toContain('ONG BAY')
})

test('what is no picture is not kept', async () => {
  const phone = await phoneOfFile('can-bo')
  for (const bytes of [[], [...Buffer.from('xin chào')], [0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]]) {
    const text = Buffer.from(bytes).toString('base64')
    expect(await phone.tab.evaluate((text) => photos.add(text), text)).toEqual({ code: 'not-a-picture' })
  }
  await counted(phone, 0)
})

test('a full phone: said, nothing half kept, and what was kept before stays', async () => {
  const phone = await mortalPhoneOf('can-bo')
  line.fate = down
  await phone.kill()
  await phone.start(1_600_000)
  const before = await taken(phone)
  const { added } = await phone.tab.evaluate(() => photos.addNoise(480, 570))
  expect(added).toEqual({ code: 'storage-full' })
  await counted(phone, 1)
  expect(await look(phone, before.photo)).toEqual(shown(before.bytes))
  await phone.kill()
  await phone.start()
  await counted(phone, 1)
  await taken(phone)
  await counted(phone, 2)
})

test('two tabs: taken in one, sent by the other, counted in both; the same picture twice is one', async () => {
  const phone = await phoneOf('can-bo')
  const other = await phone.openTab()
  line.fate = down
  const { bytes } = await taken({ tab: other } as PhotoPhone)
  await counted(phone, 1)
  await phone.tab.evaluate((text) => photos.add(text), bytes.toString('base64'))
  await counted({ tab: other } as PhotoPhone, 1)
  line.fate = () => 'pass'
  await other.evaluate(() => photos.ring())
  await counted(phone, 0)
  await counted({ tab: other } as PhotoPhone, 0)
})

test('a notebook without photos has no database for them', async () => {
  const phone = await phoneOf('can-bo')
  await ring(phone)
  const photosIn = async () =>
    (await phone.tab.evaluate(() => photos.databases())).filter((name) => name.includes('photos'))
  expect(await photosIn()).toEqual([])
  await taken(phone)
  expect(await photosIn()).toHaveLength(1)
})
