import { expect, test } from 'vitest'
import { deflate } from '#lib/data/peers/deflate.ts'
import { sealPacked } from '#lib/data/peers/bundle-file.ts'
import { canonicalString } from '#lib/domain/canonical.ts'
import { packContents } from '#lib/domain/peers/bundle/contents.ts'
import { bundleLimits } from '#lib/domain/peers/bundle/limits.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { sealBox } from '#lib/data/outbox/seal-box.ts'
import { DirectoryWorld } from '../devices/directory-world.ts'
import { TestDevice } from '../facts.ts'
import { keyOf, peer } from '../peers/peer-stage.ts'

const world = new DirectoryWorld()
const { unit, commander, server } = world
const officer = world.phone('can-bo', 'officer')
const colleague = world.phone('ban', 'officer')
const keeper = world.phone('giu-cong', 'keeper')
const sealing = new TestDevice('niem-phong')
world.facts.push(
  world.says(server, 'sealing-key-set', `account/${server.account}`, { key: sealing.publicKey })
)
const tip = (device: TestDevice, forged: Parameters<TestDevice['fact']>[5] = {}) => {
  const body = { category: 'theft', text: 'Mất xe' }
  return device.fact(unit, 'incidents', 'incidents.incident-reported', 'incident/mot', body, forged)
}
const known = world.known()
const sender = peer(officer, unit)
const taken = async (facts: Envelope[], at = peer(colleague, unit)) => ({
  ...at,
  report: await at.take(await sender.give(colleague.account, { facts }), known)
})

test('what a colleague hands over is kept as it was signed, and the same again changes nothing', async () => {
  const facts = [tip(officer), officer.note(unit), keeper.note(unit), tip(commander)]
  const receiver = peer(colleague, unit)
  const bundle = await sender.give(colleague.account, { facts })
  expect(await receiver.take(bundle, known)).toMatchObject({ by: 'can-bo', added: 4, known: 0, boxes: 0 })
  expect(await receiver.take(bundle, known)).toMatchObject({ added: 0, known: 4 })
  const text = (fact: Envelope) => `${canonicalString(fact)} ${fact.sig}`
  expect([...receiver.facts.values()].map(text).sort()).toEqual(facts.map(text).sort())
  for (const fact of receiver.facts.values()) expect(fact).not.toHaveProperty('via')
})

test('what a member signs in another’s name is refused, and what is genuine beside it is kept', async () => {
  const good = tip(officer)
  const { report, facts } = await taken([
    good,
    // Under the commander's account, with the officer's own phone; then with the name of the commander's phone too.
    tip(officer, { by: commander.account }),
    tip(officer, { by: commander.account, device: commander.id }),
    { ...tip(commander), body: { category: 'theft', text: 'Giả' } },
    { ...tip(officer), sig: `${'A'.repeat(85)}A` }
  ])
  expect(report).toMatchObject({ added: 1 })
  expect('refused' in report && Object.fromEntries(report.refused)).toEqual({
    'not-enrolled': 1,
    'bad-signature': 3
  })
  expect([...facts.keys()]).toEqual([good.id])
})

test('a fact is kept by what its author might write and its carrier may read, and by nothing else', async () => {
  const barred = world.phone('bi-dung', 'officer')
  const revoked = world.revocation(commander, barred, [], { ms: Date.now() - 5_000 })
  const [before, after] = [tip(barred, { ms: Date.now() - 10_000 }), tip(barred)]
  const reset = commander.fact(unit, 'private', 'private.of-tomorrow', 'person/mot', {})
  const elsewhere = officer.fact(unit, 'gates', 'incidents.incident-reported', 'incident/mot', {})
  const nowhere = officer.fact(unit, 'of-tomorrow', 'of-tomorrow.x', 'incident/mot', {})
  const odd = officer.fact(unit, 'incidents', 'incidents.incident-reported', 'incident/mot', { a: 1 })
  const tomorrow = officer.fact(unit, 'incidents', 'incidents.of-tomorrow', 'incident/mot', { a: 1 })
  const large = officer.fact(unit, 'incidents', 'incidents.of-tomorrow', 'incident/mot', {
    text: 'a'.repeat(70_000)
  })
  const own = new TestDevice('ke-gian').enrolment(unit)
  const facts = [before, after, reset, elsewhere, nowhere, odd, tomorrow, large, own, tip(keeper)]
  const receiver = peer(colleague, unit)
  const report = await receiver.take(await sender.give(colleague.account, { facts }), world.known(revoked))
  expect('refused' in report && Object.fromEntries(report.refused)).toEqual({
    barred: 1,
    'not-allowed': 1,
    'wrong-place': 2,
    malformed: 1,
    'too-large': 1,
    'not-carried': 1,
    'not-approved': 1
  })
  expect([...receiver.facts.keys()].sort()).toEqual([before.id, tomorrow.id].sort())
})

test('facts of another unit are no facts here', async () => {
  const other = new DirectoryWorld('xa-khac').phone('can-bo', 'officer')
  const { report } = await taken([other.note('xa-khac')])
  expect(report).toMatchObject({ added: 0 })
})

test('nothing is kept of a bundle whose sender is not who the directory knows', async () => {
  const facts = [tip(officer)]
  const refusedAs = async (by: TestDevice, account = by.account, more: object = {}, directory = known) => {
    const receiver = peer(colleague, unit)
    const packed = packContents({ facts, boxes: [] })
    const bundle = await sealPacked(
      packed,
      { unit, to: colleague.account, account, at: Date.now() },
      keyOf(by)
    )
    const report = await receiver.take(bundle, directory, more)
    expect(receiver.facts.size).toBe('code' in report ? 0 : 1)
    return 'code' in report ? report.code : null
  }
  expect(await refusedAs(officer)).toBeNull()
  expect(await refusedAs(new TestDevice('can-bo'))).toBe('unknown-sender')
  expect(await refusedAs(world.waiting('can-bo'), 'can-bo', {}, world.known())).toBe('unknown-sender')
  expect(await refusedAs(officer, commander.account)).toBe('unknown-sender')
  const thief = { ...keyOf(new TestDevice('ke-gian')), id: officer.id }
  const forged = await sealPacked(
    packContents({ facts, boxes: [] }),
    { unit, to: colleague.account, account: officer.account, at: Date.now() },
    thief
  )
  expect(await peer(colleague, unit).take(forged, known)).toEqual({ code: 'bad-sender' })
  const revoked = world.known(world.revocation(commander, officer))
  expect(await refusedAs(officer, 'can-bo', {}, revoked)).toBe('barred-sender')
})

test('a certificate is judged by the last time of the server, whatever the phones’ clocks say', async () => {
  const until = Date.now() - 86_400_000
  const passing = world.waiting('tam-thoi', 'officer')
  const brief = world.approval(server, passing, ['officer'], { until: new Date(until).toISOString() })
  const bundle = await peer(passing, unit).give(colleague.account, { facts: [tip(officer)] })
  const at = (serverTime: number) => peer(colleague, unit).take(bundle, world.known(brief), { serverTime })
  expect(await at(until - 1)).toMatchObject({ added: 1 })
  expect(await at(until)).toEqual({ code: 'expired-sender' })
})

test('nothing is kept of a bundle that is another’s, cut off, changed, of tomorrow, or none', async () => {
  const receiver = peer(colleague, unit)
  const bundle = await sender.give(colleague.account, { facts: [tip(officer)] })
  const other = await sender.give(commander.account, { facts: [tip(officer)] })
  const foreign = await peer(officer, 'xa-khac').give(colleague.account, { facts: [] })
  const { file, code } = bundle
  const changed = (at: number, byte: number) => {
    const copy = file.slice()
    copy[at] = byte
    return copy
  }
  const codeOfTaking = async (file: Uint8Array<ArrayBuffer>, typed = code) => {
    const report = await receiver.take({ file, code: typed }, known)
    return 'code' in report ? report.code : null
  }
  expect(await codeOfTaking(other.file, other.code)).toBe('other-receiver')
  expect(await codeOfTaking(foreign.file, foreign.code)).toBe('other-unit')
  expect(await codeOfTaking(file, other.code)).toBe('wrong-code')
  expect(await codeOfTaking(file, '1234')).toBe('no-code')
  expect(await codeOfTaking(file.slice(0, -1))).toBe('wrong-code')
  expect(await codeOfTaking(file.slice(0, 12))).toBe('not-a-bundle')
  expect(await codeOfTaking(new Uint8Array())).toBe('not-a-bundle')
  expect(await codeOfTaking(changed(0, 3))).toBe('newer')
  // As if a card opened it.
  expect(await codeOfTaking(changed(0, 2))).toBe('not-a-bundle')
  expect(await codeOfTaking(changed(0, 0xff))).toBe('not-a-bundle')
  expect(await codeOfTaking(changed(file.length - 1, file.at(-1)! ^ 1))).toBe('wrong-code')
  // Under another unit's name it does not open for that unit either.
  const elsewhere = changed(4, file[4]! ^ 1)
  const stranger = peer(colleague, new TextDecoder().decode(elsewhere.slice(2, 2 + unit.length)))
  expect(await stranger.take({ file: elsewhere, code }, known)).toEqual({ code: 'wrong-code' })
  // The nonce, which makes the key.
  expect(await codeOfTaking(changed(10, file[10]! ^ 1))).toBe('wrong-code')
  expect(await codeOfTaking(new Uint8Array(bundleLimits.file + 1))).toBe('too-large')
  expect(receiver.facts.size).toBe(0)
  expect(await codeOfTaking(file)).toBeNull()
})

test('a bomb is refused by what it says and by what it is', async () => {
  const parcel = { unit, to: colleague.account, account: officer.account, at: Date.now() }
  const zeros = new Uint8Array(64 * 1024 * 1024)
  expect((await deflate(zeros)).length).toBeLessThan(bundleLimits.file)
  for (const size of [zeros.length, bundleLimits.contents, 7]) {
    const bomb = await sealPacked(zeros, parcel, keyOf(officer), size)
    const report = await peer(colleague, unit).take(bomb, known)
    expect(report).toEqual({ code: size > bundleLimits.contents ? 'not-a-bundle' : 'malformed' })
  }
})

test('what its carrier may not read lies in boxes that the unit’s own server opens, once each', async () => {
  const secret = tip(officer)
  const box = await sealBox(
    unit,
    sealing.publicKey,
    { facts: [{ ...secret, _id: secret.id }] },
    keyOf(officer)
  )
  const bundle = await sender.give(keeper.account, { boxes: [box], facts: [officer.note(unit)] })
  const carrier = peer(keeper, unit)
  expect(await carrier.take(bundle, known)).toMatchObject({ added: 1, boxes: 1 })
  expect(await carrier.take(bundle, known)).toMatchObject({ added: 0, known: 1, boxes: 0 })
  expect([...carrier.boxes.values()]).toMatchObject([{ account: 'can-bo', device: officer.id, box }])
  expect(await carrier.peers.waitingBoxes()).toBe(1)
  const [shelved] = carrier.boxes.values()
  carrier.boxes.set(shelved!.id, { ...shelved!, box: null })
  expect(await carrier.peers.waitingBoxes()).toBe(0)
  const stranger = await sealBox(unit, new TestDevice('la').publicKey, { facts: [] }, keyOf(officer))
  const odd = await sender.give(keeper.account, { boxes: [stranger], facts: [officer.note(unit)] })
  const wary = peer(keeper, unit)
  expect(await wary.take(odd, known)).toEqual({ code: 'malformed' })
  expect(wary.facts.size + wary.boxes.size).toBe(0)
  // Nor one that its sender has not sealed: nobody could tell in whose share it would wait.
  const own = { facts: [{ ...secret, _id: secret.id }] }
  for (const by of [colleague, new TestDevice('la')]) {
    const others = await sealBox(unit, sealing.publicKey, own, keyOf(by))
    for (const made of [others, { ...others, device: officer.id }]) {
      const posed = await sender.give(keeper.account, { boxes: [made], facts: [officer.note(unit)] })
      expect(await wary.take(posed, known)).toEqual({ code: 'malformed' })
    }
  }
  expect(wary.facts.size + wary.boxes.size).toBe(0)
})

/** Gives what a phone knows once it has heard of these facts. */
const hearing = (...facts: Envelope[]) => ({ knownWith: async () => world.known(...facts) })

test('a revocation on the way counts at once: for authors, and for who hands it over', async () => {
  const gone = world.phone('bi-mat', 'officer')
  const revoked = world.revocation(commander, gone, [], { ms: Date.now() - 5_000 })
  const [before, after] = [tip(gone, { ms: Date.now() - 10_000 }), tip(gone)]
  const receiver = peer(colleague, unit)
  const bundle = await sender.give(colleague.account, { facts: [before, after, revoked] })
  const knowing = world.known()
  const report = await receiver.take(bundle, knowing, hearing(revoked))
  expect(report).toMatchObject({ added: 1, known: 0 })
  expect('refused' in report && Object.fromEntries(report.refused)).toEqual({ barred: 1 })
  expect([...receiver.facts.keys()].sort()).toEqual([before.id, revoked.id].sort())

  const other = peer(colleague, unit)
  const own = await peer(gone, unit).give(colleague.account, { facts: [before, revoked] })
  expect(await other.take(own, knowing, hearing(revoked))).toEqual({ code: 'barred-sender' })
  expect([...other.facts.keys()]).toEqual([revoked.id])
})

test('a renewed certificate on the way lets its phone hand over; one that nobody might give does not', async () => {
  const passing = world.waiting('gia-han', 'officer')
  const day = 86_400_000
  const brief = world.approval(server, passing, ['officer'], {
    until: new Date(Date.now() - day).toISOString()
  })
  const renewed = world.approval(server, passing, ['officer'])
  const forged = world.approval(officer, passing, ['officer'])
  const known = world.known(brief)
  const give = async (...facts: Envelope[]) =>
    peer(passing, unit).give(colleague.account, { facts: [tip(officer), ...facts] })
  const receiver = peer(colleague, unit)
  expect(await receiver.take(await give(renewed), known, hearing(brief, renewed))).toMatchObject({ added: 1 })
  const other = peer(colleague, unit)
  // Nothing was learned of it: the directory is not asked again.
  const asked = { knownWith: () => Promise.reject(new Error('asked')) }
  expect(await other.take(await give(forged), known, asked)).toEqual({ code: 'expired-sender' })
  expect(other.facts.size).toBe(0)
})
