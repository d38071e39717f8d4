import { expect, test } from 'vitest'
import { DirectoryWorld } from '../../../../tests/devices/directory-world.ts'
import { TestDevice } from '../../../../tests/facts.ts'
import { registration } from '../../../../tests/hui/test-groups.ts'
import { agreement, said, wholeParts } from '../../../../tests/hui/test-line.ts'
import { erasedIn, erasuresIn, factsAbout, placesOf, whyNotErased } from './erasure.ts'
import { countingFacts } from '../directory/counting.ts'
import type { Envelope } from '../fact.ts'

const on = '2026-01-05'
const world = new DirectoryWorld()
const { commander: chief, server } = world
const phone = new TestDevice('can-bo')
const [a, b, c, d, e] = [1, 2, 3, 4, 5].map((i) => `01936a1c-8f2f-7abc-8def-00000000000${i}`)
const says = (who: TestDevice, type: string, body: object, more: object = {}) =>
  world.says(who, type, 'unit/xa-thu', body, more)
const orders = (...facts: Envelope[]) =>
  erasuresIn(countingFacts([...world.facts, ...facts], world.root.id).facts)
const hui = (type: string, stream: string, body: object) =>
  phone.fact('xa-thu', 'hui', `hui.${type}`, stream, body)
const ordered = (more: object = {}) =>
  says(chief, 'erasure-ordered', { kind: 'person', subject: a, reason: 'asked' }, more)
const erased = (order: Envelope, ids: string[], more: object = {}) =>
  says(
    server,
    'facts-erased',
    {
      order: order.id,
      book: 'hui',
      photos: [],
      parts: [],
      erased: ids.map((id) => ({ id, device: phone.id, n: 1 }))
    },
    more
  )

test('an order waits, is done in one entry or several, or is declined', () => {
  const [open, done, not] = [ordered(), ordered(), ordered()]
  const facts = [
    open,
    done,
    not,
    erased(done, [a!]),
    erased(done, [b!]),
    says(server, 'erasure-declined', { order: not.id, why: 'in-line' })
  ]
  const found = new Map(orders(...facts.reverse()).map((one) => [one.id, one]))
  expect(found.get(open.id)).toMatchObject({ done: null, declined: null, by: 'truong', subject: a })
  expect(
    found
      .get(done.id)
      ?.done?.erased.map(({ id }) => id)
      .sort()
  ).toEqual([a, b])
  expect(found.get(not.id)).toMatchObject({ done: null, declined: 'in-line' })
})

test('what came back and was erased once more counts once', () => {
  const [order, sha256] = [ordered(), 'A'.repeat(43)]
  const again = (ids: string[]) => {
    const told = erased(order, ids)
    return { ...told, body: { ...told.body, photos: [sha256], parts: [sha256] } }
  }
  const [found] = orders(order, again([a!]), again([a!, b!]))
  expect(found?.done?.erased.map(({ id }) => id)).toEqual([a, b])
  expect([found?.done?.photos, found?.done?.parts]).toEqual([[sha256], [sha256]])
})

test('what was erased of the private book counts with the rest, each record in its own book', () => {
  const order = ordered()
  const [inHui, inPrivate] = [erased(order, [a!]), erased(order, [b!])]
  const facts = [order, inHui, { ...inPrivate, body: { ...inPrivate.body, book: 'private' } }]
  expect(orders(...facts)[0]?.done?.erased.map(({ id, book }) => [id, book])).toEqual([
    [a, 'hui'],
    [b, 'private']
  ])
})

test('what a device that nobody certified ordered, or one that was shut out, is no order; one that somebody carried is', () => {
  expect(orders(ordered({ via: 'can-bo' }))).toHaveLength(1)
  expect(orders(says(phone, 'erasure-ordered', { kind: 'person', subject: a, reason: 'asked' }))).toEqual([])
  const out = world.revocation(world.phone('pho', 'commander'), chief)
  expect(orders(out, ordered())).toEqual([])
  expect(erasedIn([erased(ordered(), [a!], { via: 'can-bo' })])).toEqual([])
  expect(erasedIn([erased(ordered(), [a!])])).toHaveLength(1)
})

test('a person is kept whole who is host or holder of a line, or stands in the file of a collapse', () => {
  const person = { kind: 'person', subject: a! } as const
  const line = (host: string, ...parts: string[]) =>
    hui('line-agreed', `line/${e}`, agreement(2, 1_000, { host, parts: wholeParts(...parts) }))
  expect(
    whyNotErased(person, [line(b!, c!), hui('person-described', `person/${a}`, { name: 'Rết' })])
  ).toBeNull()
  expect(whyNotErased(person, [line(a!, b!, c!)])).toBe('in-line')
  expect(whyNotErased(person, [line(b!, c!, a!)])).toBe('in-line')
  const amended = (changes: object) =>
    hui('terms-amended', `line/${e}`, { on, said, fromRound: 2, reason: 'Ghi sai', changes })
  expect(whyNotErased(person, [amended({ face: 1_000 }), amended({ host: b! })])).toBeNull()
  expect(whyNotErased(person, [amended({ host: a! })])).toBe('in-line')
  expect(whyNotErased(person, [amended({ parts: wholeParts(b!, a!) })])).toBe('in-line')
  expect(whyNotErased(person, [hui('collapse-opened', `collapse/${e}`, { host: a, on, gist: 'Vỡ' })])).toBe(
    'in-collapse'
  )
  const claim = (claimant: object) =>
    hui('claim-registered', `collapse/${e}`, { number: 1, claimant, parts: 1, amount: 5_000, paper: true })
  expect(whyNotErased(person, [claim({ person: a })])).toBe('in-collapse')
  expect(whyNotErased(person, [claim({ person: b }), claim({ name: 'Rết' })])).toBeNull()
})

test('a record of another shape, written past the gateway, stops the erasure of nobody', () => {
  const person = { kind: 'person', subject: a! } as const
  const bad = ['line-agreed', 'claim-registered'].map((type) => hui(type, `line/${e}`, { host: a }))
  expect(whyNotErased(person, bad)).toBeNull()
})

test('a person stands in the lines that she hosts or holds a part in, by their codes, and in files of collapses', () => {
  const line = (code: string, host: string, ...parts: string[]) =>
    hui('line-agreed', `line/${e}`, agreement(2, 1_000, { code, host, parts: wholeParts(...parts) }))
  const lines = [line('T-1', a!, b!, c!), line('T-2', b!, c!, a!), line('T-3', b!, c!)]
  expect(placesOf(a!, lines)).toEqual({
    lines: ['T-1', 'T-2'],
    inCollapse: false,
    inGroup: false,
    inRemark: false
  })
  const file = hui('collapse-opened', `collapse/${e}`, { host: d, on, gist: 'Vỡ' })
  expect(placesOf(d!, [...lines, file])).toEqual({
    lines: [],
    inCollapse: true,
    inGroup: false,
    inRemark: false
  })
})

test('a stranger is kept who has to do with an incident', () => {
  const stranger = { kind: 'stranger', subject: a! } as const
  const link = (of: string) =>
    phone.fact('xa-thu', 'duty', 'duty.stranger-linked', `stranger/${of}`, { incident: d })
  expect(whyNotErased(stranger, [link(b!)])).toBeNull()
  expect(whyNotErased(stranger, [link(a!)])).toBe('linked')
})

test('about a person is what stands in her stream, found by id and never by a name', () => {
  const facts = [a!, b!].map((id) => hui('person-described', `person/${id}`, { name: 'Trần Văn Rết' }))
  expect(factsAbout({ kind: 'person', subject: a! }, facts)).toEqual([facts[0]])
  expect(factsAbout({ kind: 'stranger', subject: a! }, facts)).toEqual([])
  const kept = [a!, b!].map((id) =>
    phone.fact('xa-thu', 'private', 'private.detail-read', `subject/${id}`, {})
  )
  expect(factsAbout({ kind: 'person', subject: a! }, [...facts, ...kept])).toEqual([facts[0], kept[0]])
})

test('a host of the register of groups is kept whole, and stands among its groups', () => {
  const person = { kind: 'person', subject: a! } as const
  const group = (host: string) => hui('group-registered', `group/${e}`, registration({ host }))
  expect(whyNotErased(person, [group(b!)])).toBeNull()
  expect(whyNotErased(person, [group(a!)])).toBe('in-group')
  expect(placesOf(a!, [group(a!)])).toEqual({ lines: [], inCollapse: false, inGroup: true, inRemark: false })
  expect(placesOf(a!, [group(b!)])).toEqual({ lines: [], inCollapse: false, inGroup: false, inRemark: false })
})
