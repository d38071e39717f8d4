import { afterAll, beforeAll, expect, test } from 'vitest'
import { sealBox } from '#lib/data/outbox/seal-box.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { thumbprint } from '#lib/domain/thumbprint.ts'
import { keepBox, maxWaitingBoxes } from '../../sync-server/transit/boxes.ts'
import type { SealingKeys } from '../../sync-server/transit/sealing-keys.ts'
import { startUnboxing } from '../../sync-server/transit/unboxing.ts'
import { asDocument, TestDevice } from '../facts.ts'
import { keyOf } from '../peers/peer-stage.ts'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'

/** A phone has sealed as many boxes as may wait, none of which can be settled. */
let stack: TestStack
let [liar, honest] = [] as TestAccount[] as [TestAccount, TestAccount]
beforeAll(async () => {
  stack = await startTestStack()
  ;[liar, honest] = [await stack.account('keeper'), await stack.account('officer')]
})
afterAll(() => stack.stop())

/** The keys to which boxes are sealed here, each its own: so it shows which box is being opened. */
const keys = new Map<string, NonNullable<ReturnType<SealingKeys['privateOf']>>>()
let nobody = 0

/** Keeps a box as the server does when somebody brings it. @returns the key that opens it alone */
async function waits(unit: string, by: TestDevice, fact: Envelope): Promise<string> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits'])
  const [open, secret] = await Promise.all([
    crypto.subtle.exportKey('jwk', pair.publicKey),
    crypto.subtle.exportKey('jwk', pair.privateKey)
  ])
  const to = { kty: 'EC', crv: 'P-256', x: open.x!, y: open.y! } as const
  const key = thumbprint(to)
  keys.set(key, { ...secret })
  const box = await sealBox(unit, to, { facts: [asDocument(fact)] }, keyOf(by))
  expect(await keepBox(stack.couch.nano, { via: liar.name, share: `@${by.id}` }, box, Date.now())).toBe(null)
  return key
}
/** Of nobody whom a unit has approved. */
const unsettled = (unit: string) => new TestDevice(`ai-${++nobody}`).note(unit)

/** Opens what waits until nothing is left to be tried, and tells in which order; `meanwhile` runs once, at the first box. */
async function opened(count: number, meanwhile: () => Promise<unknown> = async () => {}): Promise<string[]> {
  const order: string[] = []
  let once: Promise<unknown> | null = null
  const unboxing = startUnboxing({
    ...stack.tools,
    couch: stack.couch,
    directories: {
      ...stack.directories,
      async of(unit) {
        await (once ??= meanwhile())
        return stack.directories.of(unit)
      }
    },
    sealing: {
      ...stack.tools.sealing,
      privateOf(_, key) {
        order.push(key)
        return keys.get(key) ?? null
      }
    },
    report: (problem) => console.error(problem)
  })
  await expect.poll(() => new Set(order).size, { timeout: 28_000 }).toBe(count)
  await unboxing.stop()
  return order
}

test('a box of another phone, or of another unit, is opened before the second of one that fills its share', async () => {
  const { unit } = stack
  const other = await stack.anotherUnit()
  for (let i = 0; i < maxWaitingBoxes; i++) await waits(unit, liar.device, unsettled(unit))
  let [own, elsewhere] = ['', '']
  const order = await opened(maxWaitingBoxes + 2, async () => {
    own = await waits(unit, honest.device, honest.device.note(unit))
    elsewhere = await waits(other, honest.device, unsettled(other))
  })
  // One of the phone that fills its share was under way, and has one more turn at most.
  expect([order.indexOf(own), order.indexOf(elsewhere)].every((place) => place <= 4)).toBe(true)
})
