import { expect, test } from 'vitest'
import { meetCard } from '#lib/app/peers/meet-card.ts'
import { verify } from '#lib/data/keys/keys.ts'
import { cardIn, spelledCard, type PeerCard } from '#lib/domain/peers/card/card.ts'
import { DirectoryWorld } from '../devices/directory-world.ts'
import { TestDevice } from '../facts.ts'
import { keyOf, peer } from './peer-stage.ts'

const world = new DirectoryWorld()
const { unit, commander } = world
const officer = world.phone('can-bo', 'officer')
const keeper = world.phone('giu-cong', 'keeper')
const now = Date.now()
const minuteMs = 60_000
const giver = { unit, account: officer.account, known: world.known(), serverTime: now, now, verify }
const shown = async (device: TestDevice, at = now, of = unit) =>
  (await peer(device, of).peers.showCard(at)).spelled
const met = async (spelled: string, more: Partial<typeof giver> = {}) =>
  meetCard(cardIn(spelled)!, { ...giver, ...more })

test('a colleague’s card is met by its account', async () => {
  expect(await met(await shown(keeper))).toMatchObject({ card: { account: 'giu-cong', device: keeper.id } })
})

test('the card of a phone that is not known, revoked or no longer certified is refused', async () => {
  expect(await met(await shown(new TestDevice('giu-cong')))).toEqual({ code: 'unknown-taker' })
  expect(await met(await shown(world.waiting('ban', 'officer')))).toEqual({ code: 'unknown-taker' })
  const revoked = world.known(world.revocation(commander, keeper))
  expect(await met(await shown(keeper), { known: revoked })).toEqual({ code: 'barred-taker' })
  const passing = world.waiting('tam-thoi', 'officer')
  const until = new Date(now - minuteMs).toISOString()
  const brief = world.known(world.approval(world.server, passing, ['officer'], { until }))
  expect(await met(await shown(passing), { known: brief })).toEqual({ code: 'expired-taker' })
  const before = { known: brief, serverTime: now - 2 * minuteMs }
  expect(await met(await shown(passing), before)).toHaveProperty('card')
})

test('the card of another unit, one’s own, and one that was made long ago, or later, are refused', async () => {
  expect(await met(await shown(keeper, now, 'xa-khac'))).toEqual({ code: 'other-unit' })
  expect(await met(await shown(officer))).toEqual({ code: 'own-card' })
  for (const minutes of [-11, 11])
    expect(await met(await shown(keeper, now + minutes * minuteMs))).toEqual({ code: 'stale-card' })
  for (const minutes of [-9, 9])
    expect(await met(await shown(keeper, now + minutes * minuteMs))).toHaveProperty('card')
})

test('a card that its phone did not sign as it is, is refused', async () => {
  const { card, sig } = cardIn(await shown(keeper))!
  const { key } = cardIn(await shown(new TestDevice('ke-gian')))!.card
  const changes: Partial<PeerCard>[] = [{ key }, { at: new Date(now + 1).toISOString() }]
  for (const change of changes)
    expect(await met(spelledCard({ ...card, ...change }, sig))).toEqual({ code: 'bad-card' })
  const thief = await keyOf(new TestDevice('ke-gian')).sign(cardIn(await shown(keeper))!.text)
  expect(await met(spelledCard(card, thief))).toEqual({ code: 'bad-card' })
})

test('what is sealed to a card opens with it alone, and is judged as any other bundle', async () => {
  const facts = [officer.note(unit), keeper.note(unit)]
  const taker = peer(keeper, unit)
  const card = await taker.peers.showCard(now)
  const sender = peer(officer, unit).peers
  const { card: read } = cardIn(card.spelled)!
  const file = await sender.sealToCard(read, { facts, boxes: [] }, now)
  const opened = await card.open(new Blob([file]))
  expect(await taker.takeOpened(opened, world.known())).toMatchObject({ by: 'can-bo', added: 2 })
  const next = await taker.peers.showCard(now)
  expect(await next.open(new Blob([file]))).toEqual({ code: 'wrong-code' })
  expect(await taker.peers.open(new Blob([file]), 'AAAA BBBB CCCC DDDD')).toEqual({ code: 'not-a-bundle' })
  const { file: byCode } = await peer(officer, unit).give(keeper.account, { facts })
  expect(await card.open(new Blob([byCode]))).toEqual({ code: 'not-a-bundle' })
  const aside = await sender.sealToCard({ ...read, account: commander.account }, { facts, boxes: [] }, now)
  const others = await card.open(new Blob([aside]))
  expect(await taker.takeOpened(others, world.known())).toEqual({ code: 'other-receiver' })
  const barred = world.known(world.revocation(commander, officer))
  expect(await taker.takeOpened(opened, barred)).toEqual({ code: 'barred-sender' })
})

test('a bundle whose half of the key is no key, or was changed, does not open', async () => {
  const card = await peer(keeper, unit).peers.showCard(now)
  const { card: read } = cardIn(card.spelled)!
  const file = await peer(officer, unit).peers.sealToCard(read, { facts: [], boxes: [] }, now)
  const half = 1 + 1 + unit.length + 16
  const broken = file.slice()
  broken.fill(7, half, half + 65)
  expect(await card.open(new Blob([broken]))).toEqual({ code: 'not-a-bundle' })
  const other = await peer(officer, unit).peers.sealToCard(read, { facts: [], boxes: [] }, now)
  const mixed = file.slice()
  mixed.set(other.subarray(half, half + 65), half)
  expect(await card.open(new Blob([mixed]))).toEqual({ code: 'wrong-code' })
  expect(await card.open(new Blob([file.slice(0, half + 20)]))).toEqual({ code: 'not-a-bundle' })
})
