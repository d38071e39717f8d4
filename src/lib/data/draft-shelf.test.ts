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
const everything = (shelf: Storage) =>
  Array.from({ length: shelf.length }, (_, i) => `${shelf.key(i)} ${shelf.getItem(shelf.key(i)!)}`).join()

test('a form comes back as it was left, sealed, for its own account and key only', async () => {
  const [key, shelf] = [await newDataKey(), shelfOf()]
  const drafts = await openDraftShelf('giu-cong', key, shelf)
  drafts.keep('gate/a', { reason: 'Đóng' })
  drafts.keep('gate/a', { reason: 'Đóng cổng' })
  drafts.keep('gate/b', { reason: 'Mở' })
  await drafts.flush()
  expect(everything(shelf)).not.toMatch(/Đóng|Mở|giu-cong/)
  const again = await (await openDraftShelf('giu-cong', key, shelf)).load()
  expect(Object.fromEntries(again)).toEqual({ 'gate/a': { reason: 'Đóng cổng' }, 'gate/b': { reason: 'Mở' } })
  expect((await (await openDraftShelf('nguoi-khac', key, shelf)).load()).size).toBe(0)
  expect((await (await openDraftShelf('giu-cong', await newDataKey(), shelf)).load()).size).toBe(0)
})

test('what is recorded is gone at once, even while an older state of it is being sealed', async () => {
  const [key, shelf] = [await newDataKey(), shelfOf()]
  const drafts = await openDraftShelf('giu-cong', key, shelf)
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
  const drafts = await openDraftShelf('giu-cong', await newDataKey(), shelfOf(1))
  drafts.keep('gate/a', { reason: 'Đóng' })
  await drafts.flush()
  expect((await drafts.load()).size).toBe(0)
})
