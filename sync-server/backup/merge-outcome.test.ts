import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { mergeOutcome, type StoredDocument } from './merge-outcome.ts'

const book = 'antt-xa-gates-2026q4'
const fact = { _id: 'a', type: 'gates.note-written', by: 'ph-1', body: { who: 'Tư', what: 'closed' } }
const live = (doc: object): StoredDocument => ({ rev: '1-a', doc: { _rev: '1-a', ...doc } })
const gone: StoredDocument = { rev: '2-a', doc: null }

test.each([
  ['is nowhere', { doc: fact }, null, 'add'],
  ['is there', { doc: fact }, live(fact), 'same'],
  [
    'is there, its fields in another order',
    { doc: fact },
    live({ ...fact, body: { what: 'closed', who: 'Tư' } }),
    'same'
  ],
  ['was carried by somebody else', { doc: fact }, live({ ...fact, via: 'ph-2' }), 'same'],
  [
    'is there with other words',
    { doc: fact },
    live({ ...fact, body: { what: 'opened', who: 'Tư' } }),
    'differs'
  ],
  ['was erased here', { doc: fact }, gone, 'gone'],
  ['is erased in both', { erased: 'a' }, gone, 'same'],
  ['is erased in the backup, and here again', { erased: 'a' }, live(fact), 'erase'],
  ['is erased in the backup, and unknown here', { erased: 'a' }, null, 'erase']
] as const)('a fact that %s', (_name, line, standing, expected) => {
  expect(mergeOutcome(book, line, standing)).toBe(expected)
})

test('an account that was deleted once and made again stays', () => {
  expect(mergeOutcome('_users', { erased: 'org.couchdb.user:a' }, live({ name: 'a' }))).toBe('differs')
})

test('an account differs by its roles, not by how its password is kept', () => {
  const account = {
    _id: 'org.couchdb.user:a',
    name: 'a',
    roles: [],
    held: ['xa:keeper'],
    derived_key: '1',
    iterations: 1
  }
  expect(
    mergeOutcome('_users', { doc: account }, live({ ...account, derived_key: '2', iterations: 2 }))
  ).toBe('same')
  expect(mergeOutcome('_users', { doc: account }, live({ ...account, held: ['xa:commander'] }))).toBe(
    'differs'
  )
})

test('the rule of the version that runs here stays', () => {
  const design = (rule: string) => ({ _id: '_design/antt', validate_doc_update: rule })
  expect(mergeOutcome(book, { doc: design('cũ') }, live(design('mới')))).toBe('same')
})

test('bytes that hang at a document are compared by what they are', () => {
  const data = Buffer.from('ảnh').toString('base64')
  const digest = `md5-${createHash('md5').update('ảnh').digest('base64')}`
  const part = { _id: 'part', _attachments: { bytes: { content_type: 'application/octet-stream', data } } }
  const stored = (digest: string) =>
    live({ _id: 'part', _attachments: { bytes: { digest, length: 4, stub: true } } })
  expect(mergeOutcome(book, { doc: part }, stored(digest))).toBe('same')
  expect(mergeOutcome(book, { doc: part }, stored('md5-khac'))).toBe('differs')
})
