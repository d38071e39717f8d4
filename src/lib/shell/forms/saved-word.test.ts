import { expect, test } from 'vitest'
import type { Fact, FactType } from '#lib/domain/facts.ts'
import { SavedWord } from './saved-word.svelte.ts'

const saved = (type: FactType) => ({ ok: true, fact: { id: type, type } as Fact }) as const
const refused = { ok: false, refusal: { code: 'storage-full' } } as const

/** Returns the word after a save. */
function standing(type: FactType = 'gates.note-written') {
  const word = new SavedWord()
  word.take(saved(type))
  return word
}

test('a saved record is told, and nothing before the first', () => {
  expect(new SavedWord().fact).toBeNull()
  expect(standing().fact?.id).toBe('gates.note-written')
})

test('a refused save takes back the word of the one before', () => {
  const word = standing()
  word.take(refused)
  expect(word.fact).toBeNull()
})

test('neither a command nor an alarm is said to be kept, nor a look at a covered value or at signs', () => {
  const types = ['gates.command-attempted', 'duty.alarm-started', 'private.detail-read', 'hui.score-viewed']
  for (const type of types as FactType[]) expect(standing(type).fact).toBeNull()
})

test('the word is kept back until the drafts of its forms are gone, or could not be deleted', async () => {
  const word = standing()
  let gone = () => {}
  let broken = () => {}
  word.hold(new Promise<void>((resolve) => (gone = resolve)))
  word.hold(new Promise<void>((_, reject) => (broken = () => reject(new Error('broken')))))
  word.lead()
  expect([word.fact, word.arrive()]).toEqual([null, true])
  gone()
  await new Promise(setImmediate)
  expect(word.fact).toBeNull()
  broken()
  await new Promise(setImmediate)
  expect(word.fact).not.toBeNull()
})

test('the word goes along with the form’s own navigation, once, and with no other', () => {
  const word = standing()
  word.lead()
  expect([word.arrive(), word.fact !== null]).toEqual([true, true])
  expect([word.arrive(), word.fact]).toEqual([false, null])
})
