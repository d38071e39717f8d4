import { expect, test } from 'vitest'
import type { Fact } from '#lib/domain/facts.ts'
import type { Outcome } from './record.ts'
import { FormSave } from './form-save.svelte.ts'

const fact = { id: 'one' } as Fact
const saved: Outcome = { ok: true, fact }
const refusal = { code: 'storage-full' } as const
const refused: Outcome = { ok: false, refusal }
const right = () => false

/** Starts a write that ends when the test says so. */
function writing() {
  const begun: ((outcome: Outcome) => void)[] = []
  const write = () => new Promise<Outcome>((end) => begun.push(end))
  return { begun, write }
}

test('a second tap writes nothing: not while it is under way, and not once it is saved', async () => {
  const saving = new FormSave()
  const { begun, write } = writing()
  const first = saving.run(right, write)
  expect(await saving.run(right, write)).toBeNull()
  begun[0]!(saved)
  expect(await first).toEqual(fact)
  expect(await saving.run(right, write)).toBeNull()
  expect(begun).toHaveLength(1)
})

test('what is wrong is asked for and not written, and may be mended', async () => {
  const saving = new FormSave()
  let isWrong = true
  let written = 0
  const write = async () => (written++, saved)
  expect(await saving.run(() => isWrong, write)).toBeNull()
  expect([saving.asked, written]).toEqual([true, 0])
  isWrong = false
  expect(await saving.run(() => isWrong, write)).toEqual(fact)
  expect(written).toBe(1)
})

test('a refusal is told until the next try, which is free', async () => {
  const saving = new FormSave()
  expect(await saving.run(right, async () => refused)).toBeNull()
  expect([saving.refusal, saving.busy]).toEqual([refusal, false])
  const { begun, write } = writing()
  const again = saving.run(right, write)
  expect(saving.refusal).toBeNull()
  begun[0]!(saved)
  expect(await again).toEqual(fact)
})
