import type { Envelope } from '#lib/domain/fact.ts'
import { peers as t } from '#lib/i18n/peers/peers-vi.ts'
import { demoSession } from '../../devices/session.ts'
import { expect, forTest, test } from '../fixtures.ts'
import { goInside, type Phone } from '../phone.ts'
import {
  carrying,
  factsAt,
  fillTaking,
  gatesNow,
  giveFile,
  hearsOfAll,
  phoneOf as openPhone
} from './peer-steps.ts'
import { picturedCamera, Pointing } from './pictured-camera.ts'

const keep = forTest()
const unit = 'xa-phong-hiep'
const names = { officer: 'Danh Hoàng Phúc', keeper: 'Tư Khởi' }

const phoneOf = (url: string, account: string) => openPhone(keep, url, account, picturedCamera)

/** Opens two phones that reach no server, of which the first carries so many records of a third. */
async function apart(url: string, count: number) {
  const { device: third } = await demoSession(url, 'ph-tonghop')
  const giver = await phoneOf(url, 'ph-truc')
  const taker = await phoneOf(url, 'ph-cong1b')
  await hearsOfAll(giver)
  await hearsOfAll(taker)
  giver.signal.lose()
  taker.signal.lose()
  const facts = await carrying(giver, { unit, to: 'ph-truc' }, third, count)
  return { giver, taker, facts }
}

/** Waits until the server has each of these once, as its author signed it, brought by the taker. */
async function arriveOnce(url: string, taker: Phone, facts: readonly Envelope[]): Promise<void> {
  taker.signal.regain()
  const sigs = new Map(facts.map(({ id, sig }) => [id, sig]))
  type Stored = Envelope & { _id: string; _rev: string }
  const arrived = async () =>
    ((await factsAt(url, gatesNow())) as Stored[]).filter(({ _id }) => sigs.has(_id))
  await expect.poll(async () => (await arrived()).length, { intervals: [5_000] }).toBe(facts.length)
  const once = expect.stringMatching(/^1-/)
  for (const fact of await arrived())
    expect(fact).toMatchObject({
      by: 'ph-tonghop',
      via: 'ph-cong1b',
      sig: sigs.get(fact._id),
      _rev: once
    })
}

test('two thousand records go from phone to phone by a file, and the carrier brings each to the server once', async ({
  demo
}) => {
  const { giver, taker, facts } = await apart(demo.url, 2_000)
  const { path, code } = await giveFile(giver, names.keeper)
  await fillTaking(taker, path, code)
  await expect(taker.page.getByText(t.take.added(2_000))).toBeVisible()
  await arriveOnce(demo.url, taker, facts)
})

test('a thousand records go from screen to camera, and the carrier brings each to the server once', async ({
  demo
}) => {
  const { giver, taker, facts } = await apart(demo.url, 1_000)
  await goInside(taker, '/peers?do=take')
  await expect(taker.page.getByRole('img', { name: t.qr.take.card(names.keeper) })).toBeVisible()
  await goInside(giver, '/peers?do=give')
  const scanning = new Pointing(giver.page, taker.page)
  await expect(giver.page.getByText(t.qr.give.to(names.keeper))).toBeVisible()
  await scanning.end()
  await expect(giver.page.getByRole('img', { name: t.qr.give.code }).first()).toBeVisible()
  const reading = new Pointing(taker.page, giver.page)
  await expect(taker.page.getByText(t.take.done(names.officer))).toBeVisible()
  await reading.end()
  await expect(taker.page.getByText(t.take.added(1_000))).toBeVisible()
  await arriveOnce(demo.url, taker, facts)
})
