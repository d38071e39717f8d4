import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { sealBox } from '#lib/data/outbox/seal-box.ts'
import { databaseOf } from '#lib/domain/database-names.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { transitDatabase, type SealedBox } from '#lib/domain/transit/box.ts'
import { factsIn } from '../../sync-server/fact-writer.ts'
import { ignoreIfDone } from '../../sync-server/provision/apply.ts'
import { maxWaitingBoxes, type StoredBox } from '../../sync-server/transit/boxes.ts'
import { openBox } from '../../sync-server/transit/open-box.ts'
import { asDocument, TestDevice } from '../facts.ts'
import { keyOf } from '../peers/peer-stage.ts'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'
import { until } from '../until.ts'

/** Boxes that can never be settled wait in the share of the phone that sealed them, and keep out no other's. */
let stack: TestStack
let machine: TestAccount
let liar: TestAccount
let honest: TestAccount
let commander: TestAccount
beforeAll(async () => {
  stack = await startTestStack()
  machine = await stack.account('agent')
  liar = await stack.account('keeper')
  honest = await stack.account('officer')
  commander = await stack.account('commander')
})
afterAll(() => stack.stop())
beforeEach(async () => {
  for (const { id, value } of await boxes())
    await transit()
      .destroy(id, value.rev)
      // Of what was settled the server drops the box itself.
      .catch(ignoreIfDone)
})

const transit = () => stack.couch.nano.use(transitDatabase(stack.unit))
const boxes = async () => (await transit().list({ startkey: 'box:', endkey: 'box:~' })).rows
/** Of a kind that no build knows yet. */
const ofTomorrow = (by: TestDevice) =>
  by.fact(stack.unit, 'incidents', 'incidents.of-tomorrow', 'incident/mot', {})
/** Nobody has approved it, so that what it wrote can be settled by nobody. */
const nobody = new TestDevice('chua-duyet')
const boxBy = (by: TestDevice, fact: Envelope = nobody.note(stack.unit)) =>
  sealBox(stack.unit, stack.tools.sealing.publicOf(stack.unit), { facts: [asDocument(fact)] }, keyOf(by))
const bring = async (who: TestAccount, box: SealedBox) => {
  const body = JSON.stringify(box)
  const answer = await fetch(`${stack.url}/transit`, { method: 'POST', headers: who.headers, body })
  return answer.status === 201 ? 'kept' : ((await answer.json()) as { reason: string }).reason
}
const isStored = (fact: Envelope) =>
  until(async () => {
    const { id, unit } = fact
    return (await factsIn(stack.couch.nano, databaseOf({ id, unit, book: 'gates' }))).some(
      (one) => one.id === id
    )
  })
/** Has somebody bring what a phone sealed until the server takes no more. @returns how many it took */
async function fills(who: TestAccount, seal: () => Promise<SealedBox>): Promise<number> {
  for (let i = 0; i <= 2 * maxWaitingBoxes; i++) {
    const word = await bring(who, await seal())
    if (word === 'kept') continue
    expect(word).toBe('share-full')
    return i
  }
  throw new Error('there is no end to it')
}

test('a phone that seals what nobody can settle fills its own share, whoever brings it, and no other’s', async () => {
  const first = await boxBy(liar.device)
  expect(await bring(machine, first)).toBe('kept')
  expect(await fills(machine, () => boxBy(liar.device))).toBe(maxWaitingBoxes - 1)
  // Others bring no more of it, and the same one again as often as they like.
  expect(await bring(commander, await boxBy(liar.device))).toBe('share-full')
  expect(await bring(commander, first)).toBe('kept')
  const note = honest.device.note(stack.unit)
  expect(await bring(machine, await boxBy(honest.device, note))).toBe('kept')
  await isStored(note)
  // Nothing was dropped to make room: but for what is settled, a moment later.
  await until(async () => (await boxes()).length <= maxWaitingBoxes)
  expect(await boxes()).toHaveLength(maxWaitingBoxes)
})

test('what others wrote and nobody can settle waits in their names, once: who sealed it has its share for its own', async () => {
  const poison = ofTomorrow(liar.device)
  for (let i = 0; i < maxWaitingBoxes; i++)
    await bring(machine, await boxBy(honest.device, i % 2 === 0 ? poison : ofTomorrow(liar.device)))
  const note = honest.device.note(stack.unit)
  const own = await boxBy(honest.device, note)
  await until(async () => (await bring(machine, own)) === 'kept')
  await isStored(note)
  await until(async () => (await boxes()).every(({ id }) => id.startsWith(`box:=${liar.device.id}:`)))
  expect(await boxes()).toHaveLength(1 + maxWaitingBoxes / 2)
  // Sealed still, and whole.
  const waits = (await transit().get(`box:=${liar.device.id}:${poison.id}`)) as unknown as StoredBox
  expect(waits.via).toBe(machine.name)
  const opened = await openBox(waits, stack.tools.sealing.privateOf(stack.unit, waits.key)!)
  expect(opened).toEqual({ facts: [asDocument(poison)] })
  // Its author's share is as free as before.
  const last = liar.device.note(stack.unit)
  expect(await bring(machine, await boxBy(liar.device, last))).toBe('kept')
})

test('what a phone wrote itself, and what only bears the name of another, stays in the share of who sealed it', async () => {
  const forged = { ...ofTomorrow(liar.device), device: honest.device.id, by: honest.device.account }
  const both = [ofTomorrow(liar.device), ofTomorrow(honest.device)]
  const facts = both.map(asDocument)
  const { unit, tools } = stack
  const key = tools.sealing.publicOf(unit)
  await bring(machine, await sealBox(unit, key, { facts }, keyOf(liar.device)))
  await bring(machine, await boxBy(liar.device, nobody.note(unit)))
  await bring(machine, await boxBy(liar.device, forged))
  await until(async () => (await boxes()).some(({ id }) => id.startsWith(`box:=${honest.device.id}:`)))
  const waiting = (await boxes()).map(({ id }) => id)
  expect(waiting.filter((id) => id.startsWith(`box:@${liar.device.id}:`)).length).toBeGreaterThanOrEqual(2)
  expect(waiting.filter((id) => id.startsWith('box:='))).toEqual([`box:=${honest.device.id}:${both[1]!.id}`])
})

test('names and keys that cost nothing share one room, of whoever brings them', async () => {
  const forged = async () => ({ ...(await boxBy(liar.device)), device: honest.device.id })
  const stranger = () => boxBy(new TestDevice('la'))
  const seals = [forged, stranger, () => boxBy(nobody)]
  let i = 0
  expect(await fills(machine, () => seals[i++ % seals.length]!())).toBe(maxWaitingBoxes)
  // In whose name they came has all of its room, and so has whoever else carries something.
  const note = honest.device.note(stack.unit)
  expect(await bring(machine, await boxBy(honest.device, note))).toBe('kept')
  await isStored(note)
  expect(await bring(commander, await stranger())).toBe('kept')
})

test('what a phone sealed before it was revoked waits in its own share', async () => {
  const stopped = await stack.account('officer')
  const { id: device } = stopped.device
  const revoked = { device, reason: 'Mất máy', stands: [] }
  const says = commander.device.fact(
    stack.unit,
    'directory',
    'directory.device-revoked',
    `device/${device}`,
    revoked
  )
  await commander.post(`/${stack.database('directory')}/_bulk_docs`, { docs: [asDocument(says)] })
  await until(async () => (await stack.directories.of(stack.unit)).barrings.devices.has(device))
  expect(await fills(machine, () => boxBy(stopped.device))).toBe(maxWaitingBoxes)
  expect(await bring(machine, await boxBy(nobody))).toBe('kept')
})
