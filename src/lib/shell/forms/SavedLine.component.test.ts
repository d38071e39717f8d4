import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { words } from '#lib/i18n/words.ts'
import { navigate } from '../../../../tests/components/app-navigation.ts'
import { stopTime } from '../../../../tests/components/fingers.ts'
import { renderIn, TestNotebook } from '../../../../tests/components/notebook.svelte.ts'
import SavedLine from './SavedLine.svelte'
import { SavedWord } from './saved-word.svelte.ts'

const t = words.saved
let notebook: TestNotebook
let word: SavedWord
beforeEach(async () => {
  stopTime()
  notebook = await TestNotebook.open()
  word = new SavedWord()
  await renderIn(notebook, SavedLine, { word })
})
afterEach(() => void vi.useRealTimers())

const note = (reason: string) =>
  notebook.record({
    unit: 'thu',
    book: 'gates',
    stream: 'gate/cong-1b',
    type: 'gates.note-written',
    body: { what: 'closed', reason, who: 'Tư Khởi' }
  })
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
const says = () => page.getByRole('status').element().textContent.trim()

test('that a record is kept stands for five seconds, in a place that was there before it', async () => {
  expect(says()).toBe('')
  await note('Đóng')
  await pass(4_999)
  expect(says()).toBe(t.here)
  await pass(1)
  expect(says()).toBe('')
})

test('a second record has a word of its own, which stands as long', async () => {
  await note('Đóng')
  await pass(4_000)
  const first = page.getByText(t.here).element()
  await note('Mở')
  await pass(0)
  expect(page.getByText(t.here).element()).not.toBe(first)
  await pass(4_000)
  expect(says()).toBe(t.here)
})

test('without a network it says that the record is sent later', async () => {
  notebook.sync.report = { state: 'waiting-for-network', lastExchange: null }
  await note('Đóng')
  await pass(0)
  expect(says()).toBe(t.later(t.here))
})

test('a phone that waits for more than the network promises nothing of when it is sent', async () => {
  notebook.sync.report = { state: 'waiting-for-network', lastExchange: null }
  notebook.access = 'waiting'
  await note('Đóng')
  await pass(0)
  expect(says()).toBe(t.here)
})

test('of a person who is added it says who', async () => {
  await notebook.record({
    unit: 'thu',
    book: 'hui',
    stream: 'person/1',
    type: 'hui.person-described',
    body: { name: 'Lê Thị Nữ' }
  })
  await pass(0)
  expect(says()).toBe(t.of('Lê Thị Nữ'))
})

test('what is refused has none, and takes back the one that stands for another', async () => {
  await note('Đóng')
  await pass(0)
  notebook.refusal = { code: 'storage-full' }
  await note('Mở')
  await pass(0)
  expect(says()).toBe('')
})

test('it is over on the next page, unless that is the one to which the save led', async () => {
  await note('Đóng')
  word.lead()
  navigate('goto', '/gate/cong-1b/write', '/gate/cong-1b')
  await pass(0)
  expect([says(), scrollY]).toEqual([t.here, 0])
  navigate('link', '/gate/cong-1b', '/gates')
  await pass(0)
  expect(says()).toBe('')
})
