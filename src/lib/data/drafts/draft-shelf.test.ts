import { expect, test } from 'vitest'
import { newDataKey } from '../keys/keys.ts'
import { openDraftShelf, type DraftTable } from './draft-shelf.ts'

/** Builds a table that behaves like the database, with limited room: each call ends a little later, one after the other. */
function tableOf(room = Infinity): DraftTable & { lying: Map<string, string> } {
  const lying = new Map<string, string>()
  let before: Promise<unknown> = Promise.resolve()
  const next = <T>(work: () => T): Promise<T> => {
    const done = before.then(work)
    before = done.catch(() => {})
    return done
  }
  const put = (name: string, sealed: string) => {
    if (sealed.length > room) throw new DOMException('full', 'QuotaExceededError')
    lying.set(name, sealed)
  }
  return {
    lying,
    startingWith: (prefix) =>
      next(() =>
        [...lying].filter(([name]) => name.startsWith(prefix)).map(([name, sealed]) => ({ name, sealed }))
      ),
    put: (name, sealed) => next(() => put(name, sealed)),
    remove: (name) => next(() => void lying.delete(name)),
    rename: (from, to) =>
      next(() => {
        const sealed = lying.get(from)
        if (sealed === undefined) return false
        put(to, sealed)
        return lying.delete(from)
      })
  }
}
/** Builds a tab, and the tabs open beside it. */
const tab = (id = '1', ...others: string[]) => ({ id, open: async () => new Set([id, ...others]) })
const everything = (table: { lying: Map<string, string> }) => [...table.lying].flat().join()

test('a form comes back as it was left, sealed, for its own account and key only', async () => {
  const [key, table] = [await newDataKey(), tableOf()]
  const drafts = await openDraftShelf('giu-cong', key, table, tab())
  drafts.keep('gate/a', { reason: 'Đóng' })
  drafts.keep('gate/a', { reason: 'Đóng cổng' })
  drafts.keep('gate/b', { reason: 'Mở' })
  await drafts.flush()
  expect(everything(table)).not.toMatch(/Đóng|Mở|giu-cong/)
  const again = await (await openDraftShelf('giu-cong', key, table, tab())).load()
  expect(Object.fromEntries(again)).toEqual({ 'gate/a': { reason: 'Đóng cổng' }, 'gate/b': { reason: 'Mở' } })
  expect((await (await openDraftShelf('nguoi-khac', key, table, tab())).load()).size).toBe(0)
  expect((await (await openDraftShelf('giu-cong', await newDataKey(), table, tab())).load()).size).toBe(0)
})

test('what is recorded is gone at once, even while an older state of it is being sealed', async () => {
  const [key, table] = [await newDataKey(), tableOf()]
  const drafts = await openDraftShelf('giu-cong', key, table, tab())
  drafts.keep('gate/a', { reason: 'Đóng' })
  const writing = drafts.flush()
  await Promise.resolve()
  drafts.keep('gate/a', null)
  await writing
  expect(table.lying.size).toBe(0)
  await drafts.flush()
  expect(table.lying.size).toBe(0)

  drafts.keep('gate/a', { reason: 'Đóng' })
  await drafts.flush()
  expect(table.lying.size).toBe(1)
  drafts.keep('gate/a', null)
  // It began within the call, so it is done before whatever is asked for next.
  expect(await table.startingWith('')).toEqual([])
})

test('what is typed while an older state of it is being sealed is what lies there in the end', async () => {
  const [key, table] = [await newDataKey(), tableOf()]
  const drafts = await openDraftShelf('giu-cong', key, table, tab())
  drafts.keep('gate/a', { reason: 'Đóng' })
  const writing = drafts.flush()
  await Promise.resolve()
  drafts.keep('gate/a', { reason: 'Đóng cổng' })
  await Promise.all([writing, drafts.flush()])
  expect(await drafts.load()).toEqual(new Map([['gate/a', { reason: 'Đóng cổng' }]]))
})

test('a full shelf keeps nothing and breaks nothing', async () => {
  const drafts = await openDraftShelf('giu-cong', await newDataKey(), tableOf(1), tab())
  drafts.keep('gate/a', { reason: 'Đóng' })
  await drafts.flush()
  expect((await drafts.load()).size).toBe(0)
  drafts.keep('gate/a', null)
  await drafts.flush()
})

test('a broken database offers nothing and breaks nothing', async () => {
  const broken = () => Promise.reject(new Error('broken'))
  const table = { startingWith: broken, put: broken, remove: broken, rename: broken }
  const drafts = await openDraftShelf('giu-cong', await newDataKey(), table, tab())
  expect((await drafts.load()).size).toBe(0)
  drafts.keep('gate/a', { reason: 'Đóng' })
  await drafts.flush()
  drafts.keep('gate/a', null)
  await drafts.flush()
})

test('each tab has its own: what one saves the other still holds, also after a reload', async () => {
  const [key, table] = [await newDataKey(), tableOf()]
  const one = await openDraftShelf('truc', key, table, tab('1', '2'))
  const two = await openDraftShelf('truc', key, table, tab('2', '1'))
  one.keep('incident', { text: 'Mất máy bơm' })
  two.keep('incident', { text: 'Mất xe' })
  await Promise.all([one.flush(), two.flush()])
  two.keep('incident', null)
  await two.flush()
  expect(await one.load()).toEqual(new Map([['incident', { text: 'Mất máy bơm' }]]))
  expect((await two.load()).size).toBe(0)
})

test('what a closed tab left goes to the next one, the newest of each form, and only once', async () => {
  const [key, table] = [await newDataKey(), tableOf()]
  for (const id of ['1', '2']) {
    const closed = await openDraftShelf('truc', key, table, tab(id))
    closed.keep('incident', { text: id })
    if (id === '1') closed.keep('incident/a note', { text: 'Thêm' })
    await closed.flush()
  }
  const next = await openDraftShelf('truc', key, table, tab('3'))
  expect(Object.fromEntries(await next.load())).toEqual({
    incident: { text: '2' },
    'incident/a note': { text: 'Thêm' }
  })
  next.keep('incident', null)
  await next.flush()
  const another = await openDraftShelf('truc', key, table, tab('4', '3'))
  expect(Object.fromEntries(await another.load())).toEqual({ incident: { text: '1' } })
  next.keep('incident/a note', null)
  another.keep('incident', null)
  await Promise.all([next.flush(), another.flush()])
  expect(table.lying.size).toBe(0)
})

test('two tabs that open at once do not both take what a closed one left', async () => {
  const [key, table] = [await newDataKey(), tableOf()]
  const closed = await openDraftShelf('truc', key, table, tab('1'))
  closed.keep('incident', { text: 'Mất xe' })
  await closed.flush()
  const two = await openDraftShelf('truc', key, table, tab('2', '3'))
  const three = await openDraftShelf('truc', key, table, tab('3', '2'))
  const found = await Promise.all([two.load(), three.load()])
  expect(found.map(({ size }) => size).sort()).toEqual([0, 1])
  expect(table.lying.size).toBe(1)
})
