import { expect, test } from 'vitest'
import { newDataKey } from './crypto/keys.ts'
import { openDraftShelf } from './draft-shelf.ts'

/** What a browser's localStorage does, with as much room as told. */
function shelfOf(room = Infinity): Storage {
  const items = new Map<string, string>()
  return {
    get length() {
      return items.size
    },
    key: (i) => [...items.keys()][i] ?? null,
    getItem: (name) => items.get(name) ?? null,
    setItem(name, text) {
      if (text.length > room) throw new DOMException('full', 'QuotaExceededError')
      items.set(name, text)
    },
    removeItem: (name) => void items.delete(name),
    clear: () => items.clear()
  }
}
/** A tab, and which are open beside it. */
const tab = (id = '1', ...others: string[]) => ({ id, open: async () => new Set([id, ...others]) })
const everything = (shelf: Storage) =>
  Array.from({ length: shelf.length }, (_, i) => `${shelf.key(i)} ${shelf.getItem(shelf.key(i)!)}`).join()

test('a form comes back as it was left, sealed, for its own account and key only', async () => {
  const [key, shelf] = [await newDataKey(), shelfOf()]
  const drafts = await openDraftShelf('giu-cong', key, shelf, tab())
  drafts.keep('gate/a', { reason: 'Đóng' })
  drafts.keep('gate/a', { reason: 'Đóng cổng' })
  drafts.keep('gate/b', { reason: 'Mở' })
  await drafts.flush()
  expect(everything(shelf)).not.toMatch(/Đóng|Mở|giu-cong/)
  const again = await (await openDraftShelf('giu-cong', key, shelf, tab())).load()
  expect(Object.fromEntries(again)).toEqual({ 'gate/a': { reason: 'Đóng cổng' }, 'gate/b': { reason: 'Mở' } })
  expect((await (await openDraftShelf('nguoi-khac', key, shelf, tab())).load()).size).toBe(0)
  expect((await (await openDraftShelf('giu-cong', await newDataKey(), shelf, tab())).load()).size).toBe(0)
})

test('what is recorded is gone at once, even while an older state of it is being sealed', async () => {
  const [key, shelf] = [await newDataKey(), shelfOf()]
  const drafts = await openDraftShelf('giu-cong', key, shelf, tab())
  drafts.keep('gate/a', { reason: 'Đóng' })
  const writing = drafts.flush()
  await Promise.resolve()
  drafts.keep('gate/a', null)
  expect(shelf.length).toBe(0)
  await writing
  expect(shelf.length).toBe(0)
  await drafts.flush()
  expect(shelf.length).toBe(0)
})

test('a full shelf keeps nothing and breaks nothing', async () => {
  const drafts = await openDraftShelf('giu-cong', await newDataKey(), shelfOf(1), tab())
  drafts.keep('gate/a', { reason: 'Đóng' })
  await drafts.flush()
  expect((await drafts.load()).size).toBe(0)
})

test('each tab has its own: what one saves the other still holds, also after a reload', async () => {
  const [key, shelf] = [await newDataKey(), shelfOf()]
  const one = await openDraftShelf('truc', key, shelf, tab('1', '2'))
  const two = await openDraftShelf('truc', key, shelf, tab('2', '1'))
  one.keep('incident', { text: 'Mất máy bơm' })
  two.keep('incident', { text: 'Mất xe' })
  await Promise.all([one.flush(), two.flush()])
  two.keep('incident', null)
  await two.flush()
  expect(await one.load()).toEqual(new Map([['incident', { text: 'Mất máy bơm' }]]))
  expect((await two.load()).size).toBe(0)
})

test('what a closed tab left goes to the next one, the newest of each form, and only once', async () => {
  const [key, shelf] = [await newDataKey(), shelfOf()]
  for (const id of ['1', '2']) {
    const closed = await openDraftShelf('truc', key, shelf, tab(id))
    closed.keep('incident', { text: id })
    if (id === '1') closed.keep('incident/a note', { text: 'Thêm' })
    await closed.flush()
  }
  const next = await openDraftShelf('truc', key, shelf, tab('3'))
  expect(Object.fromEntries(await next.load())).toEqual({
    incident: { text: '2' },
    'incident/a note': { text: 'Thêm' }
  })
  next.keep('incident', null)
  await next.flush()
  const another = await openDraftShelf('truc', key, shelf, tab('4', '3'))
  expect(Object.fromEntries(await another.load())).toEqual({ incident: { text: '1' } })
  next.keep('incident/a note', null)
  another.keep('incident', null)
  expect(shelf.length).toBe(0)
})
