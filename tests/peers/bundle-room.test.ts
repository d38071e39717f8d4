import { expect, test } from 'vitest'
import { chooseFacts, type ChosenFacts } from '#lib/app/peers/choose.ts'
import { cardIn } from '#lib/domain/peers/card/card.ts'
import { timeSlices } from '#lib/data/time-slices.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { Source } from '#lib/ports/ports.ts'
import { DirectoryWorld } from '../devices/directory-world.ts'
import { channelPhone, linked } from './channel/channel-stage.ts'
import { peer } from './peer-stage.ts'

const world = new DirectoryWorld()
const { unit } = world
const author = world.phone('nguoi-viet', 'officer')
const giver = world.phone('can-bo', 'officer')
const taker = world.phone('ban', 'officer')
const known = world.known()
const anHourAgo = Date.now() - 3_600_000

const list = (ones: number, i: number) =>
  author.fact(
    unit,
    'incidents',
    'incidents.of-tomorrow',
    'incident/mot',
    { a: Array.from({ length: ones }, () => 1) },
    { ms: anHourAgo + i }
  )
/** Half the bytes that a bundle holds as JSON, and more than it holds once packed: each is of a form of its own. */
const lists = Array.from({ length: 120 }, (_, i) => list(16_000 - i, i))
/** A record of 60 KB whose form is longer than any reader takes. */
const unpackable = list(30_000, -1)
const own = giver.fact(unit, 'incidents', 'incidents.incident-reported', 'incident/hai', {
  category: 'theft',
  text: 'Mất xe'
})
const small = author.fact(unit, 'incidents', 'incidents.incident-reported', 'incident/ba', {
  category: 'theft',
  text: 'Mất gà'
})

const emitting = <T>(value: T): Source<T> => ({
  subscribe(observer) {
    observer.next(value)
    return { unsubscribe() {} }
  }
})

/** Chooses for a colleague among one record of this phone's own and what it carries. */
function chosen(carried: readonly Envelope[], handed: ReadonlySet<string> = new Set()): Promise<ChosenFacts> {
  const lying = { pending: [own], carried } as Record<string, readonly Envelope[]>
  return chooseFacts(taker.account, 'unsent', {
    unit,
    roles: ['officer'],
    known,
    now: Date.now(),
    handed,
    slices: timeSlices,
    store: {
      inState: (sync) => emitting((lying[sync] ?? []).map((fact) => ({ ...fact, sync, tries: 0 }))),
      ofDevice: () => emitting([]),
      book: () => emitting([])
    }
  })
}
const ids = (facts: readonly Envelope[]) => facts.map(({ id }) => id)

test('what grows when it is packed fills a bundle by its packed bytes, behind this phone’s own, and all of it goes in turn', async () => {
  const all = [unpackable, ...lists, small]
  const handed = new Set<string>()
  for (let before = -1; handed.size > before;) {
    before = handed.size
    const { open } = await chosen(all, handed)
    if (before === 0) {
      expect(open[0]!.id).toBe(own.id)
      expect(ids(open)).toContain(small.id)
      expect(open.length).toBeLessThan(lists.length)
    }
    const file = await peer(giver, unit).give(taker.account, { facts: open })
    expect(await peer(taker, unit).take(file, known)).toMatchObject({ added: open.length })
    for (const id of ids(open)) handed.add(id)
  }
  expect(handed).toEqual(new Set(ids([own, small, ...lists])))
})

test('it arrives by codes and over a channel too', async () => {
  const { open } = await chosen([unpackable, ...lists])
  const receiver = peer(taker, unit)
  const card = await receiver.peers.showCard(Date.now())
  const sealed = await peer(giver, unit).peers.sealToCard(
    cardIn(card.spelled)!.card,
    { facts: open, boxes: [] },
    Date.now()
  )
  expect(await receiver.takeOpened(await card.open(new Blob([sealed])), known)).toMatchObject({
    added: open.length
  })
  const [a, b] = linked()
  const [from, to] = [giver, taker].map((device, i) => channelPhone(device, unit, () => known, i + 1))
  const [, taken] = await Promise.all([
    from!.over(a, to!, { open: [...open] }),
    to!.over(b, from!, { open: [] })
  ])
  expect(taken).toMatchObject({ added: open.length })
})

test('nothing is sealed that every reader would refuse', async () => {
  const { peers } = peer(giver, unit)
  const contents = { facts: lists, boxes: [] }
  await expect(async () => peers.seal(taker.account, contents, Date.now())).rejects.toThrow('limits')
  const { card } = cardIn((await peer(taker, unit).peers.showCard(Date.now())).spelled)!
  await expect(peers.sealToCard(card, contents, Date.now())).rejects.toThrow('limits')
})
