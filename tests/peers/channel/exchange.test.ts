import { expect, test } from 'vitest'
import { sha256Of } from '#lib/data/photos/hash.ts'
import { piecesOf } from '#lib/domain/peers/channel/frames.ts'
import { cut } from '#lib/domain/photos/parts.ts'
import { canonicalString } from '#lib/domain/canonical.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { DirectoryWorld } from '../../devices/directory-world.ts'
import type { TestDevice } from '../../facts.ts'
import { channelPhone, linked } from './channel-stage.ts'

const world = new DirectoryWorld()
const { unit, commander } = world
const officer = world.phone('can-bo', 'officer')
const colleague = world.phone('ban', 'officer')
const known = world.known()
const tip = (device: TestDevice, forged: Parameters<TestDevice['fact']>[5] = {}) =>
  device.fact(
    unit,
    'incidents',
    'incidents.incident-reported',
    'incident/mot',
    { category: 'theft', text: 'Mất xe' },
    forged
  )
const tips = (device: TestDevice, count: number) => Array.from({ length: count }, () => tip(device))
const phones = () =>
  [channelPhone(officer, unit, () => known, 1), channelPhone(colleague, unit, () => known, 2)] as const
const textOf = (fact: Envelope) => `${canonicalString(fact)} ${fact.sig}`

test('both ways at once, in parts, each fact as it was signed; what the other has is not sent', async () => {
  const [a, b] = phones()
  const [mine, theirs] = [tips(officer, 800), tips(colleague, 400)]
  a.has(...mine)
  b.has(...theirs, ...mine.slice(0, 100))
  const [here, there] = linked()
  const [atA, atB] = await Promise.all([
    a.over(here, b, { open: mine }),
    b.over(there, a, { open: [...theirs, ...mine.slice(0, 100)] })
  ])
  expect(atA).toMatchObject({ added: 400, known: 100, refused: 0 })
  expect(atB).toMatchObject({ added: 700, known: 100, refused: 0 })
  expect(a.sealed.map(({ length }) => length)).toEqual([250, 250, 200])
  for (const phone of [a, b])
    expect([...phone.facts.values()].map(textOf).sort()).toEqual([...mine, ...theirs].map(textOf).sort())
  expect(a.progress.at(-1)).toMatchObject({
    given: { facts: 700, allFacts: 700 },
    taken: { facts: 400, allFacts: 400 }
  })
}, 120_000)

test('a channel that breaks keeps the parts that were taken in, and the next begins after them', async () => {
  const [a, b] = phones()
  const mine = tips(officer, 1_000)
  a.has(...mine)
  let big = 0
  const [here, there] = linked((piece) => (piece.length > 10_000 && ++big > 2 ? null : piece))
  const broken = await Promise.all([a.over(here, b, { open: mine }), b.over(there, a, { open: [] })])
  expect(broken).toEqual([{ code: 'lost' }, { code: 'lost' }])
  const kept = b.facts.size
  expect(kept % 250).toBe(0)
  expect(kept).toBeGreaterThan(0)
  expect(kept).toBeLessThan(1_000)
  a.sealed.length = 0
  const [again, back] = linked()
  const [, atB] = await Promise.all([a.over(again, b, { open: mine }), b.over(back, a, { open: [] })])
  expect(atB).toMatchObject({ added: 1_000 - kept, known: kept })
  expect(a.sealed.flat().length).toBe(1_000 - kept)
}, 120_000)

test('a phone in the middle, another phone and an old proof are found before anything is given', async () => {
  const [a, b] = phones()
  const secret = tip(officer)
  // The certificate that the browser of `b` sees is not that of `a`: somebody stands between them.
  const middle = { ...b, fingerprint: 9 }
  const outcomes = async (asA: typeof b, asB: typeof a, change?: Parameters<typeof linked>[0]) => {
    const [here, there] = linked(change)
    return Promise.all([a.over(here, asA, { open: [secret] }), b.over(there, asB, { open: [secret] })])
  }
  for (const outcome of [
    await outcomes(middle, a),
    await outcomes(b, { ...a, device: commander }),
    // A proof of the same phones from another channel: its nonces are others.
    await outcomes(b, a, (piece, number) =>
      number === 1 ? piecesOf({ kind: 'proof', sig: oldProof }, 500)[0]! : piece
    )
  ]) {
    expect(outcome).toContainEqual({ code: 'unproven' })
    expect(outcome.every((end) => 'code' in end)).toBe(true)
  }
  expect(b.facts.size + a.sealed.length).toBe(0)
})
const oldProof = officer.sign('so-tay-antt channel proof of another day')

test('whatever speaks otherwise is cut off, and nothing of it is kept', async () => {
  const [a, b] = phones()
  const fact = tip(officer)
  const speak = async (...pieces: Uint8Array<ArrayBuffer>[]) => {
    const [here, there] = linked()
    here.listen({ piece() {}, over() {} })
    for (const piece of pieces) await here.send(piece)
    return b.over(there, a, { open: [fact] })
  }
  const nonce = Buffer.alloc(32).toString('base64url')
  expect(await speak(new Uint8Array([0xff, 0, 0, 0, 0]))).toEqual({ code: 'foreign' })
  expect(await speak(new Uint8Array([4, 0xff, 0xff, 0xff, 0xff]))).toEqual({ code: 'foreign' })
  expect(await speak(...piecesOf({ kind: 'list', ids: [], boxes: 0 }, 500))).toEqual({ code: 'foreign' })
  const early = [
    ...piecesOf({ kind: 'challenge', nonce }, 500),
    ...piecesOf({ kind: 'proof', sig: oldProof }, 500)
  ]
  expect(await speak(...early)).toEqual({ code: 'unproven' })
  expect(b.sealed).toEqual([])
})

test('who cancels ends it on both phones', async () => {
  const [a, b] = phones()
  const ending = new AbortController()
  const [here, there] = linked()
  const open = tips(officer, 5)
  const told = () => ending.abort()
  const ends = await Promise.all([
    a.over(here, b, { open, cancelled: ending.signal, told }),
    b.over(there, a, { open: [] })
  ])
  expect(ends).toEqual([{ code: 'cancelled' }, { code: 'lost' }])
})

test('a revocation that the other brings counts for what it brings itself', async () => {
  const gone = world.phone('bi-mat', 'officer')
  const before = world.known()
  const revoked = world.revocation(commander, gone, [], { ms: Date.now() - 5_000 })
  let now = before
  const a = channelPhone(gone, unit, () => before, 1)
  const b = channelPhone(colleague, unit, () => now, 2)
  const [here, there] = linked()
  const taking = b.takeOpened
  const [, atB] = await Promise.all([
    a.over(here, b, { open: [tip(gone)], chain: [revoked] }),
    b.over(there, a, {
      open: [],
      take: {
        roles: ['officer'],
        peers: b.peers,
        take: (opened) => taking(opened, before, { knownWith: async () => (now = world.known(revoked)) })
      }
    })
  ])
  expect(atB).toEqual({ code: 'barred-sender' })
  expect([...b.facts.keys()]).toEqual([revoked.id])
})

async function photographed(device: TestDevice, bytes: Uint8Array<ArrayBuffer>) {
  const [sha256, ...parts] = await Promise.all([bytes, ...cut(bytes)].map(sha256Of))
  const body = { sha256, type: 'image/jpeg', bytes: bytes.length, parts }
  const fact = device.fact(unit, 'incidents', 'incidents.photo-added', 'incident/mot', body)
  return { fact, sha256: sha256!, picture: new Blob([bytes]) }
}
const noise = (length: number) => crypto.getRandomValues(new Uint8Array(length))

test('photos go after the facts that name them, whole, and none twice; a photo that no fact here names is not taken', async () => {
  const [a, b] = phones()
  const [first, second, there] = await Promise.all([
    photographed(officer, noise(60_000)),
    photographed(officer, noise(20_000)),
    photographed(officer, noise(300))
  ])
  const facts = [first.fact, second.fact, there.fact]
  a.has(...facts)
  for (const { sha256, picture } of [first, second, there])
    a.photos.set(sha256, { picture, isCarried: false })
  b.photos.set(there.sha256, { picture: there.picture, isCarried: false })
  const [here, back] = linked()
  const [, atB] = await Promise.all([a.over(here, b, { open: facts }), b.over(back, a, { open: [] })])
  expect(atB).toMatchObject({ added: 3, photos: 2 })
  for (const { sha256, picture } of [first, second]) {
    // An officer may bring evidence to the server.
    expect(b.photos.get(sha256)).toMatchObject({ isCarried: true })
    expect(await b.photos.get(sha256)!.picture.arrayBuffer()).toEqual(await picture.arrayBuffer())
  }
  expect(a.progress.at(-1)!.given).toMatchObject({ photos: 2, allPhotos: 2, photoBytes: 80_000 })
})

test('bytes that are not those of the photo end it, and are not kept', async () => {
  const [a, b] = phones()
  const { fact, sha256 } = await photographed(officer, noise(60_000))
  a.has(fact)
  a.photos.set(sha256, { picture: new Blob([noise(60_000)]), isCarried: false })
  const [here, back] = linked()
  const [, atB] = await Promise.all([a.over(here, b, { open: [fact] }), b.over(back, a, { open: [] })])
  expect(atB).toEqual({ code: 'foreign' })
  expect(b.photos.size).toBe(0)
  expect(b.facts.size).toBe(1)
})
