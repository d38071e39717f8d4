import { expect, test } from 'vitest'
import type { StoredFact } from '#lib/domain/stored.ts'
import { TestDevice } from '../../../../tests/facts.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import type { Draft, Outcome } from '../notebook/record.ts'
import { exportText, maySetAside, sendAgain, setAside, unsentFacts } from './unsent-facts.ts'

const unit = 'xa-thu'
const phone = new TestDevice('giu-cong')
const stored = (sync: StoredFact['sync'], more: Partial<StoredFact> = {}): StoredFact => ({
  ...phone.note(unit),
  sync,
  tries: 1,
  ...more
})
const enrolled = (): StoredFact => ({
  ...phone.fact(unit, 'directory', 'directory.device-enrolled', `device/${phone.id}`, {
    key: phone.publicKey,
    label: 'Máy thử'
  }),
  sync: 'sent',
  tries: 1
})

function notebook(facts: readonly StoredFact[], outcome: Partial<Outcome> = { ok: true }) {
  const told: unknown[] = []
  const source = (value: StoredFact[]) => ({
    subscribe(observer: { next(value: StoredFact[]): void }) {
      queueMicrotask(() => observer.next(value))
      return { unsubscribe: () => {} }
    }
  })
  return {
    told,
    deviceId: phone.id,
    mayWrite: () => true,
    mayRead: (book: string) => book === 'gates',
    signed: async (fact: StoredFact) => (fact.tries > 1 ? 'changed' : 'genuine'),
    stream: () => source([enrolled(), stored('sent')]),
    record: async (draft: Draft) => (told.push(draft), outcome as Outcome),
    sync: {
      inState: (sync: string) => source(facts.filter((fact) => fact.sync === sync)),
      mark: async (...what: unknown[]) => void told.push(what),
      sendPhotosAgain: async () => void told.push('exchange')
    }
  } as unknown as Notebook & { told: unknown[] }
}

test('a record is set aside by explaining its number in its own book, and only then rests', async () => {
  const fact = stored('refused', { reason: 'not-allowed' })
  const book = notebook([fact])
  expect((await setAside(book, fact, ' ghi nhầm sổ ')).ok).toBe(true)
  const body = { n: fact.n, code: 'not-allowed', reason: 'ghi nhầm sổ' }
  const stream = `device/${phone.id}`
  expect(book.told).toEqual([
    { unit, book: 'gates', stream, type: 'device.set-aside', body },
    [[fact.id], 'set-aside']
  ])
})

test('what cannot be explained does not rest: it would be a gap', async () => {
  const fact = stored('refused', { reason: 'not-allowed' })
  const book = notebook([fact], { ok: false, refusal: { code: 'storage-full' } })
  await setAside(book, fact, 'ghi nhầm sổ')
  expect(book.told).toHaveLength(1)
})

test('a reason that no server of ours gives is written as unknown', async () => {
  const fact = stored('refused', { reason: 'Ổ đĩa đầy' })
  const book = notebook([fact])
  await setAside(book, fact, 'x')
  expect(book.told[0]).toMatchObject({ body: { code: 'unknown' } })
})

test('only the phone that gave a number out explains it, in a book that it reads', () => {
  const book = notebook([])
  expect(maySetAside(book, stored('refused'))).toBe(true)
  expect(maySetAside(book, stored('refused', { device: 'x'.repeat(43) }))).toBe(false)
  expect(maySetAside(book, stored('refused', { book: 'hui' }))).toBe(false)
})

test('what is sent again waits before somebody asks the server', async () => {
  const fact = stored('refused')
  const book = notebook([fact])
  await sendAgain(book, [fact])
  expect(book.told).toEqual([[[fact.id], 'pending'], 'exchange'])
})

test('taken along is all that the server has not, each with what was found of its signature', async () => {
  const facts = [stored('set-aside'), stored('pending', { tries: 2 }), stored('refused'), stored('sent')]
  const taken = await unsentFacts(notebook(facts))
  expect(taken.map(({ fact, signed }) => [fact.sync, signed])).toEqual([
    ['refused', 'genuine'],
    ['pending', 'changed'],
    ['set-aside', 'genuine']
  ])
})

test('as lines each record is as it was signed, and the key that verifies it comes first', async () => {
  const fact = stored('refused', { reason: 'not-allowed' })
  const text = await exportText(notebook([fact]), [{ fact, signed: 'genuine' }])
  expect(text.endsWith('}\n')).toBe(true)
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as StoredFact)
  const { sync: _, tries: __, reason: ___, ...signed } = fact
  expect(lines).toEqual([
    expect.objectContaining({ type: 'directory.device-enrolled', device: phone.id }),
    signed
  ])
})

test('whoever no longer reads the private book takes nothing of it along, whoever does takes all', async () => {
  const detail = { about: 'person', kind: 'id-number', value: '000196000385', purpose: 'identity' }
  const hidden: StoredFact = {
    ...phone.fact(unit, 'private', 'private.detail-recorded', 'subject/hue', detail),
    sync: 'refused',
    tries: 1
  }
  const open = stored('pending')
  const without = notebook([hidden, open])
  expect((await unsentFacts(without)).map(({ fact }) => fact.id)).toEqual([open.id])
  expect(await exportText(without, await unsentFacts(without))).not.toContain(detail.value)
  const reader = Object.assign(notebook([hidden, open]), { mayRead: () => true })
  expect((await unsentFacts(reader)).map(({ fact }) => fact.id).sort()).toEqual([hidden.id, open.id].sort())
})
