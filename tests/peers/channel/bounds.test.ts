import { expect, test } from 'vitest'
import { verify } from '#lib/data/keys/keys.ts'
import { sha256Of } from '#lib/data/photos/hash.ts'
import { Conversation } from '#lib/app/peers/channel/conversation.ts'
import { prove } from '#lib/app/peers/channel/prove.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { booksReadBy } from '#lib/domain/peers/judge.ts'
import type { BundleContents } from '#lib/domain/peers/bundle/contents.ts'
import { bundleLimits } from '#lib/domain/peers/bundle/limits.ts'
import { maxPhotoBytesOffered } from '#lib/domain/peers/channel/messages.ts'
import { secretIn } from '#lib/domain/peers/code.ts'
import { cut } from '#lib/domain/photos/parts.ts'
import { DirectoryWorld } from '../../devices/directory-world.ts'
import { TestDevice } from '../../facts.ts'
import { keyOf } from '../peer-stage.ts'
import { channelPhone, linked } from './channel-stage.ts'

const world = new DirectoryWorld()
const { unit, server } = world
const officer = world.phone('can-bo', 'officer')
const colleague = world.phone('ban', 'officer')
const committee = world.phone('uy-ban', 'ubnd')
const sealing = new TestDevice('niem-phong')
world.facts.push(
  world.says(server, 'sealing-key-set', `account/${server.account}`, { key: sealing.publicKey })
)
const known = world.known()

/** Connects a phone that says what a test has it say to one that does as phones do. */
async function connected(
  speaker: TestDevice,
  other: TestDevice,
  open: Envelope[] = [],
  has: (phone: ReturnType<typeof channelPhone>) => void = () => {}
) {
  const [a, b] = [channelPhone(speaker, unit, () => known, 1), channelPhone(other, unit, () => known, 2)]
  has(b)
  const [here, there] = linked()
  const ending = b.over(there, a, { open })
  const talk = new Conversation(here)
  const end = ({ account, id: device }: TestDevice, number: number) => ({
    account,
    device,
    fingerprint: new Uint8Array(32).fill(number)
  })
  const ends = { unit, own: end(speaker, 1), other: { ...end(other, 2), key: other.publicKey } }
  await prove(talk, ends, { device: keyOf(speaker), verify })
  return { talk, ending, a, b }
}

/** Has an officer list something, and bring something else. */
async function bringing(list: { ids: string[]; boxes: number }, ...parts: Partial<BundleContents>[]) {
  const { talk, ending, a, b } = await connected(officer, colleague)
  await talk.say({ kind: 'list', ...list })
  await talk.answer()
  await talk.gift()
  await talk.say({ kind: 'wanted', lacks: [] })
  const passing = async () => {
    for (const part of parts) {
      const { code, file } = await a.give(colleague.account, part)
      await talk.say({ kind: 'part', code: secretIn(code)!, file })
      await talk.answer()
    }
    talk.end('cancelled')
  }
  await passing().catch(() => {})
  return { ended: await ending, facts: [...b.facts.keys()], boxes: b.boxes.size }
}
const tip = (text = 'Mất xe') =>
  officer.fact(unit, 'incidents', 'incidents.of-tomorrow', 'incident/mot', { text })
const boxes = async (count: number) => {
  const { peers } = channelPhone(officer, unit, () => known, 1)
  const all = Array.from({ length: count }, () => peers.box([officer.note(unit)], sealing.publicKey))
  return (await Promise.all(all)).flat()
}
const idsOf = (...facts: Envelope[]) => facts.map(({ id }) => id)

test('what a phone brings that it has not listed ends it, and none of that part is kept', async () => {
  const [listed, other] = [tip(), tip()]
  const list = { ids: idsOf(listed), boxes: 0 }
  const unlisted = { ended: { code: 'unlisted' }, boxes: 0 }
  expect(await bringing(list, { facts: [listed, other] })).toEqual({ ...unlisted, facts: [] })
  const kept = { ...unlisted, facts: [listed.id] }
  expect(await bringing(list, { facts: [listed] }, { facts: [other] })).toEqual(kept)
  // Nor the same again, nor a part of nothing, as often as it likes.
  expect(await bringing(list, { facts: [listed] }, { facts: [listed] })).toEqual(kept)
  expect(await bringing(list, { facts: [listed] }, {})).toEqual(kept)
})

test('more boxes than a phone announced end it, in one part or in several', async () => {
  const [one, two] = await boxes(2)
  const list = { ids: [], boxes: 1 }
  const ended = { code: 'unlisted' }
  expect(await bringing(list, { boxes: [one!, two!] })).toEqual({ ended, facts: [], boxes: 0 })
  expect(await bringing(list, { boxes: [one!] }, { boxes: [two!] })).toEqual({ ended, facts: [], boxes: 1 })
  const honest = await bringing({ ids: [], boxes: 2 }, { boxes: [one!, two!] })
  expect(honest).toMatchObject({ ended: { code: 'lost' }, boxes: 2 })
})

test('listed records are taken up to the bytes that a giver chooses', async () => {
  const part = () => Array.from({ length: 45 }, () => tip('x'.repeat(60_000)))
  const parts = [part(), part()]
  const bytes = JSON.stringify(parts.flat()).length
  expect(bytes).toBeGreaterThan(bundleLimits.chosenBytes - 128 * 1024)
  const more = Array.from({ length: 4 }, () => tip('x'.repeat(60_000)))
  const list = { ids: idsOf(...parts.flat(), ...more), boxes: 0 }
  const { ended, facts } = await bringing(list, { facts: parts[0]! }, { facts: parts[1]! }, { facts: more })
  expect(ended).toEqual({ code: 'unlisted' })
  expect(facts).toHaveLength(90)
})

async function photographed(device: TestDevice, bytes: Uint8Array<ArrayBuffer>, ofGate = false) {
  const [sha256, ...parts] = await Promise.all([bytes, ...cut(bytes)].map(sha256Of))
  const photo = { sha256, type: 'image/jpeg', bytes: bytes.length, parts }
  const claim = { what: 'opened', who: 'Hai Muội', photo }
  const fact = ofGate
    ? device.fact(unit, 'gates', 'gates.hand-claimed', 'gate/cong-1b', claim)
    : device.fact(unit, 'incidents', 'incidents.photo-added', 'incident/mot', photo)
  return { fact, sha256: sha256!, picture: new Blob([bytes]), bytes: bytes.length }
}

/** Tells how many photos a phone is offered that says it lacks every record. */
async function offeredTo(taker: TestDevice, ofGate: boolean): Promise<number> {
  const { fact, sha256, picture } = await photographed(officer, new Uint8Array(5_000).fill(1), ofGate)
  const { talk } = await connected(taker, officer, [fact], (phone) =>
    phone.photos.set(sha256, { picture, isCarried: false })
  )
  await talk.say({ kind: 'list', ids: [], boxes: 0 })
  await talk.answer()
  await talk.gift()
  await talk.say({ kind: 'wanted', lacks: [false] })
  const next = await talk.gift<'photo-list' | 'done'>()
  talk.end('lost')
  return next.kind === 'photo-list' ? next.photos.length : 0
}

test('a phone is offered photos that its account may see, whatever it says it lacks', async () => {
  expect(booksReadBy(committee.account, known, Date.now()).has('gates')).toBe(true)
  expect(await offeredTo(committee, true)).toBe(0)
  expect(await offeredTo(committee, false)).toBe(0)
  expect(await offeredTo(colleague, true)).toBe(1)
  expect(await offeredTo(colleague, false)).toBe(1)
})

test('a phone wants no more bytes of photos than a giver offers', async () => {
  const size = 8 * 1024 * 1024
  const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9]
  const photos = await Promise.all(
    numbers.map((number) => photographed(officer, new Uint8Array(size).fill(number)))
  )
  const { talk, ending } = await connected(officer, colleague, [], (phone) =>
    phone.has(...photos.map(({ fact }) => fact))
  )
  await talk.say({ kind: 'list', ids: [], boxes: 0 })
  await talk.answer()
  await talk.gift()
  await talk.say({ kind: 'wanted', lacks: [] })
  const offered = photos.map(({ fact, sha256, bytes }) => ({ fact: fact.id, sha256, bytes }))
  await talk.say({ kind: 'photo-list', photos: offered })
  const { lacks } = await talk.answer<'photos-wanted'>()
  talk.end('lost')
  await ending
  expect(lacks.filter(Boolean)).toHaveLength(maxPhotoBytesOffered / size)
})
