import type { Envelope } from '#lib/domain/fact.ts'
import type { Photo } from '#lib/domain/photos/parts.ts'
import { peers } from '#lib/i18n/peers/peers-vi.ts'
import { demoSession } from '../../devices/session.ts'
import { expect, forTest, test } from '../fixtures.ts'
import { unique } from '../mark.ts'
import { approved, goInside, unlock } from '../phone.ts'
import {
  added,
  amid,
  connect,
  done,
  hashAt,
  loaded,
  maySee,
  names,
  press,
  read,
  reportWith,
  seesPhotos,
  shownBy,
  unit
} from './channel-steps.ts'
import { gatesNow, hearsOfAll, phoneOf } from './peer-steps.ts'

const keep = forTest()
const t = peers.channel
/** Records of both phones together, and photos of one: 5,000 and 20 take some minutes. */
const records = Number(process.env['CHANNEL_RECORDS'] ?? 700)
const photos = Number(process.env['CHANNEL_PHOTOS'] ?? 3)

type StoredFact = Envelope & { _id: string; _rev: string; via?: string }

test('two phones in one Wi-Fi, with no server, pass records both ways and photos, also when one dies meanwhile; the server gets each once', async ({
  demo: { url }
}) => {
  const { device: third } = await demoSession(url, 'ph-tonghop')
  const officer = await phoneOf(keep, url, 'ph-truc')
  const commander = await phoneOf(keep, url, 'ph-truong')
  await hearsOfAll(officer)
  const mine = await loaded(officer, 'ph-truc', third, Math.ceil(records / 2))
  const theirs = await loaded(commander, 'ph-truong', third, Math.floor(records / 2))
  const incident = await reportWith(officer, unique('Mất xe có ảnh'), photos)

  const cut = amid(commander)
  await connect(officer, commander)
  // Its battery is empty after the first part.
  const { come, all } = await cut
  await commander.kill()
  await expect(officer.page.getByText(t.refusals.lost)).toBeVisible()
  await commander.start()
  await unlock(commander)
  await press(officer, t.again)
  await maySee(officer)
  await connect(officer, commander)
  await done(commander, names.officer)
  await done(officer, names.commander)
  expect(come).toBeGreaterThan(0)
  expect(await added(commander)).toBe(all - come)
  await expect(commander.page.getByText(t.photos(photos))).toBeVisible()
  await goInside(commander, incident)
  await seesPhotos(commander, photos)

  commander.signal.regain()
  const watching = await demoSession(url, 'ph-truong')
  const bookAt = async (book: string) => {
    const answer = await watching.db(`/antt-${unit}-${book}/_all_docs?include_docs=true`)
    const { rows } = (await answer.json()) as { rows: { doc: StoredFact }[] }
    return rows.map(({ doc }) => doc)
  }
  const written = new Map([...mine, ...theirs].map((fact) => [fact.id, fact]))
  const arrived = async () => (await bookAt(gatesNow())).filter(({ _id }) => written.has(_id))
  // Seldom: for somebody who asks now and then the server slows down whoever brings much.
  const seldom = { intervals: [5_000, 15_000] }
  await expect.poll(async () => (await arrived()).length, seldom).toBe(written.size)
  const once = expect.stringMatching(/^1-/)
  const isAsSigned = async () => {
    for (const fact of await arrived()) {
      const { sig } = written.get(fact._id)!
      expect(fact).toMatchObject({ by: 'ph-tonghop', device: third.id, via: 'ph-truong', sig, _rev: once })
    }
  }
  await isAsSigned()
  const ofIncident = `incident/${incident.split('/').at(-1)}`
  const evidence = async () =>
    (await bookAt('incidents')).filter(
      ({ stream, type }) => stream === ofIncident && type === 'incidents.photo-added'
    )
  await expect.poll(async () => (await evidence()).length, seldom).toBe(photos)
  // The photos too, which nobody but the commander has brought yet.
  for (const { body, ...fact } of await evidence()) {
    expect(fact).toMatchObject({ by: 'ph-truc', via: 'ph-truong', _rev: once })
    const photo = body as unknown as Photo
    await expect.poll(() => hashAt(watching, photo), seldom).toBe(photo.sha256)
  }

  officer.signal.regain()
  await approved(officer)
  expect(await arrived()).toHaveLength(written.size)
  await isAsSigned()
})

test('a text that is none, one’s own, and an answer to an earlier try say what is wrong; the right one still counts', async ({
  demo
}) => {
  const a = await phoneOf(keep, demo.url, 'ph-truc')
  const b = await phoneOf(keep, demo.url, 'ph-truong')
  await hearsOfAll(a)
  await maySee(b)
  for (const phone of [a, b]) {
    phone.signal.lose()
    await goInside(phone, '/peers?do=wifi')
  }
  await press(a, t.offer)
  const first = await shownBy(a)
  expect(first.length).toBeLessThanOrEqual(400)
  await press(b, t.answer)
  await read(b, 'https://example.vn')
  await expect(b.page.getByText(t.refusals['not-a-signal'])).toBeVisible()
  await read(b, first)
  await expect(b.page.getByText(t.answerStep)).toBeVisible()
  const late = await shownBy(b)
  expect(late.length).toBeLessThanOrEqual(400)
  await press(a, t.stop)
  await press(a, t.offer)
  const second = await shownBy(a)
  await read(a, second)
  await expect(a.page.getByText(t.refusals.own)).toBeVisible()
  await read(a, late)
  await expect(a.page.getByText(t.refusals['other-offer'])).toBeVisible()
  await press(b, t.stop)
  await press(b, t.answer)
  await read(b, second)
  await expect(b.page.getByText(t.answerStep)).toBeVisible()
  await read(a, await shownBy(b))
  await done(a, names.commander)
  await done(b, names.officer)
  await expect(a.page.getByText(t.nothing)).toBeVisible()
  await expect(a.page.getByText(t.gotNothing)).toBeVisible()
  await a.page.getByRole('link', { name: t.finish, exact: true }).click()
  await expect(a.page.getByText(peers.text)).toBeVisible()
})
