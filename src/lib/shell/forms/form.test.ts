import { expect, test } from 'vitest'
import { Drafts } from '#lib/app/notebook/drafts.ts'
import type { Outcome, Unsaved } from '#lib/app/notebook/record.ts'
import type { Fact } from '#lib/domain/facts.ts'
import { markingWords } from '#lib/i18n/secrecy/marking.ts'
import { words } from '#lib/i18n/words.ts'
import { Form, type FormRules } from './form.svelte.ts'

interface Draft {
  name: string
  age: string
}
type Found = { name: string; age: string }

const saved: Outcome = { ok: true, fact: { id: 'one' } as Fact }
const refuse = (refusal: object) => async () => ({ ok: false, refusal }) as Outcome

/** Opens a form over drafts that end up in `kept`. */
async function opened(
  rules: Partial<FormRules<Draft, Found, Unsaved>> = {},
  kept = new Map<string, object>()
) {
  const drafts = await Drafts.open({
    load: async () => new Map(kept),
    keep: (form, draft) => void (draft ? kept.set(form, draft) : kept.delete(form)),
    flush: async () => {}
  })
  const form = new Form<Draft, Found>(drafts, {
    key: 'person/new',
    initial: { name: '', age: '' },
    problems: ({ name, age }, asked) => ({
      name: asked && !name ? 'name?' : '',
      age: /^\d*$/.test(age) ? '' : 'age!'
    }),
    save: async () => saved,
    ...rules
  })
  return { form, kept }
}

test('a form begins with its draft', async () => {
  const draft = { name: 'Út Kiều', age: '' }
  expect((await opened()).form.draft).toEqual({ name: '', age: '' })
  expect((await opened({}, new Map([['person/new', draft]]))).form.draft).toEqual(draft)
})

test('a draft of an older app gets the fields that came since', async () => {
  const { form } = await opened({}, new Map([['person/new', { name: 'Út Kiều' }]]))
  expect(form.draft).toEqual({ name: 'Út Kiều', age: '' })
})

test('what is missing is told once asked, what is wrong at once; neither is saved', async () => {
  let writes = 0
  const { form } = await opened({ save: async () => (writes++, saved) })
  form.draft.age = 'x'
  expect(form.problems).toEqual({ name: '', age: 'age!' })
  expect(await form.submit()).toBeNull()
  expect([form.problems, writes]).toEqual([{ name: 'name?', age: 'age!' }, 0])
})

test('a saved form leaves no draft, and is written once', async () => {
  const written: unknown[] = []
  const draft = { name: 'Ba Huệ', age: '' }
  const begun = new Map([['person/new', draft]])
  const { form, kept } = await opened({ save: async (draft) => (written.push(draft), saved) }, begun)
  expect(await form.submit()).toEqual(saved.fact)
  expect(await form.submit()).toBeNull()
  expect([kept.size, written]).toEqual([0, [draft]])
})

/** Opens a form whose draft stays on the disk until `gone` is called. */
async function lingering() {
  let gone = () => {}
  const written = new Promise<void>((resolve) => (gone = resolve))
  const drafts = await Drafts.open({
    load: async () => new Map([['person/new', { name: 'Ba Huệ' }]]),
    keep: () => {},
    flush: () => written
  })
  const save = async () => saved
  const form = new Form(drafts, { key: 'person/new', initial: { name: '' }, problems: () => ({}), save })
  return { form, gone }
}

test('a form is saved at once, and its draft gone when it has left the disk', async () => {
  const { form, gone } = await lingering()
  expect(await form.save()).toEqual(saved.fact)
  let isGone = false
  const leaving = form.draftGone.then(() => (isGone = true))
  await new Promise(setImmediate)
  expect(isGone).toBe(false)
  gone()
  expect(await leaving).toBe(true)
})

test('a form is submitted only when its draft is gone from the disk', async () => {
  const { form, gone } = await lingering()
  let isOver = false
  const submitted = form.submit().then(() => (isOver = true))
  await new Promise(setImmediate)
  expect(isOver).toBe(false)
  gone()
  expect(await submitted).toBe(true)
})

test('a form whose saving deletes the draft itself leaves one that was begun meanwhile', async () => {
  const next = { name: 'Tư Khởi', age: '' }
  const kept = new Map<string, object>([['person/new', { name: 'Ba Huệ', age: '' }]])
  const save = async () => (kept.set('person/new', next), saved)
  const { form } = await opened({ save, deletesDraft: true }, kept)
  expect(await form.submit()).toEqual(saved.fact)
  expect(kept.get('person/new')).toEqual(next)
})

test('a refusal keeps the draft and is told at the field whose path it names, until it is forgiven', async () => {
  const begun = new Map([['person/new', { name: 'Ba Huệ', age: '' }]])
  const { form, kept } = await opened({ save: refuse({ code: 'not-nfc', at: 'body.name' }) }, begun)
  expect(await form.submit()).toBeNull()
  expect([form.problems.name, form.elsewhere, kept.size]).toEqual([words.unsaved['not-nfc'], '', 1])
  form.forgive()
  expect(form.problems.name).toBe('')
})

test('a refusal is told below the fields where none of them is meant', async () => {
  const { form } = await opened({ save: refuse({ code: 'storage-full' }) })
  form.draft.name = 'Ba Huệ'
  await form.submit()
  expect([form.problems, form.elsewhere]).toEqual([{ name: '', age: '' }, words.unsaved['storage-full']])
})

test('a refusal at a field that shows no words is told below', async () => {
  const problems = () => ({ name: false })
  const save = refuse({ code: 'not-nfc', at: 'body.name' })
  const { form } = await opened({ problems, save } as object)
  await form.submit()
  expect(form.elsewhere).toBe(words.unsaved['not-nfc'])
})

test('a form may say itself which field a refusal is about', async () => {
  const { form } = await opened({ save: refuse({ code: 'in-future' }), fieldOf: () => 'age' })
  form.draft.name = 'Ba Huệ'
  await form.submit()
  expect([form.problems.age, form.elsewhere]).toEqual([words.unsaved['in-future'], ''])
})

test('a form may word a refusal itself', async () => {
  const { form } = await opened({
    save: refuse({ code: 'in-future' }),
    refusalText: ({ code }) => `in part: ${code}`
  })
  form.draft.name = 'Ba Huệ'
  await form.submit()
  expect(form.elsewhere).toBe('in part: in-future')
})

test('a saved form is written once more only when it is opened again', async () => {
  let writes = 0
  const { form } = await opened({ save: async () => (writes++, saved) })
  form.draft.name = 'Ba Huệ'
  await form.submit()
  form.again()
  expect(form.asked).toBe(false)
  expect([await form.submit(), writes]).toEqual([saved.fact, 2])
})

test('a marking of a state secret stops the save before anything is done with it, at the field that bears it', async () => {
  let writes = 0
  const captions = [{ caption: 'Bìa hồ sơ' }]
  const begun = new Map([['person/new', { name: 'Họp', age: '' }]])
  const { form } = await opened({ save: async () => (writes++, saved), beside: () => captions }, begun)
  form.draft.name = 'Họp\nTỐI MẬT'
  expect([form.marking.stands, form.problems.name]).toEqual([false, ''])
  expect(await form.submit()).toBeNull()
  expect([form.marking.stands, form.problems.name, writes]).toEqual([true, markingWords.here, 0])
  form.marking.clear()
  expect([form.draft.name, captions, form.marking.stands]).toEqual(['', [{ caption: 'Bìa hồ sơ' }], false])

  form.draft.name = 'Họp'
  captions[0]!.caption = '(MẬT)'
  expect(await form.submit()).toBeNull()
  form.marking.clear()
  expect([form.draft.name, captions[0]!.caption, writes]).toEqual(['Họp', '', 0])
  expect(await form.submit()).toEqual(saved.fact)
})

test('a number that may be somebody’s is offered once where a card shows it, and covered in what is saved alone', async () => {
  const writes: Draft[] = []
  const { form } = await opened({ save: async (draft) => (writes.push(draft), refuse({ code: 'blank' })()) })
  form.draft.name = 'CCCD 000196000385'
  form.numbers.shown()
  expect(await form.submit()).toBeNull()
  expect([writes, form.numbers.offered]).toEqual([[], ['0001••••0385']])
  form.numbers.choose('mask')
  await form.submit()
  expect(writes).toEqual([{ name: 'CCCD 0001••••0385', age: '' }])
  expect(form.draft.name).toBe('CCCD 000196000385')
})

test('a form that no card watches saves a number as it is', async () => {
  const writes: Draft[] = []
  const { form } = await opened({ save: async (draft) => (writes.push(draft), saved) })
  form.draft.name = 'CCCD 000196000385'
  expect(await form.submit()).toEqual(saved.fact)
  expect(writes).toEqual([{ name: 'CCCD 000196000385', age: '' }])
})
