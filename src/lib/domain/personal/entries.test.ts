import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TestPrivate } from '../../../../tests/personal/test-private.ts'
import { privateEntries } from './entries.ts'

test('a value stands with its purpose, and with who was shown it and why', () => {
  const book = new TestPrivate()
  const consent = { version: '2026-11', text: 'Tôi đồng ý.' }
  const number = book.recorded('hue', { consent })
  book.read('hue', number.id, { by: 'lt-truong' })
  book.read('hue', number.id)
  book.recorded('sarinh', { kind: 'contact', value: '0900 000 001' })
  const [entry, ...others] = book.of('hue')
  expect(others).toEqual([])
  expect(entry).toMatchObject({
    id: number.id,
    about: 'person',
    value: '000123456789',
    purpose: 'identity',
    consent
  })
  expect(entry!.readings.map(({ by, reason }) => [by, reason])).toEqual([
    ['lt-truc', 'paper'],
    ['lt-truong', 'paper']
  ])
})

test('a correction replaces a value, keeps who read it, and is itself replaced', () => {
  const book = new TestPrivate()
  const first = book.recorded('hue')
  book.read('hue', first.id)
  const second = book.recorded('hue', { value: '000123456780', corrects: first.id })
  const third = book.recorded('hue', { value: '000123456781', corrects: second.id })
  const [entry, ...others] = book.of('hue')
  expect(others).toEqual([])
  expect(entry).toMatchObject({ id: third.id, value: '000123456781', earlier: [first, second] })
  expect(entry!.readings).toHaveLength(1)
})

test('two corrections of one value stand beside each other', () => {
  const book = new TestPrivate()
  const first = book.recorded('hue')
  book.recorded('hue', { value: '000123456780', corrects: first.id })
  book.recorded('hue', { value: '000123456781', corrects: first.id })
  expect(book.of('hue').map(({ value }) => value)).toEqual(['000123456780', '000123456781'])
})

test('a removal takes a value out with all that it replaced, whichever of them it names', () => {
  for (const named of [0, 1]) {
    const book = new TestPrivate()
    const first = book.recorded('hue')
    const second = book.recorded('hue', { value: '000123456780', corrects: first.id })
    const other = book.recorded('hue', { kind: 'contact', value: '0900 000 001' })
    book.removed('hue', [first, second][named]!.id)
    expect(book.of('hue').map(({ id }) => id)).toEqual([other.id])
  }
})

test('of another stream nothing is replaced or removed, and what was refused or has no shape counts for nothing', () => {
  const book = new TestPrivate()
  const own = book.recorded('hue')
  book.recorded('sarinh', { corrects: own.id })
  book.removed('sarinh', own.id)
  book.removed('hue', own.id, { sync: 'refused' })
  book.recorded('hue', { value: '12345' })
  book.recorded('hue', { kind: 'contact' }, { sync: 'refused' })
  expect(book.of('hue').map(({ id }) => id)).toEqual([own.id])
})

test('the same facts give the same entries, whatever their order, and no removed value is among them', () => {
  const act = fc.tuple(
    fc.constantFrom('record', 'correct', 'remove', 'read'),
    fc.nat(),
    fc.constantFrom('a', 'b')
  )
  fc.assert(
    fc.property(fc.array(act, { maxLength: 12 }), fc.infiniteStream(fc.nat()), (acts, chance) => {
      const book = new TestPrivate()
      const made: string[] = []
      for (const [what, pick, who] of acts) {
        const earlier = made.length > 0 ? made[pick % made.length]! : undefined
        if (what === 'remove' && earlier) book.removed(who, earlier)
        else if (what === 'read' && earlier) book.read(who, earlier)
        else made.push(book.recorded(who, what === 'correct' && earlier ? { corrects: earlier } : {}).id)
      }
      const shuffled = book.facts
        .map((fact) => ({ fact, key: chance.next().value as number }))
        .sort((x, y) => x.key - y.key)
        .map(({ fact }) => fact)
      const sorted = (all: ReturnType<typeof privateEntries>) => [...all].sort(([x], [y]) => (x < y ? -1 : 1))
      expect(sorted(privateEntries(shuffled))).toEqual(sorted(privateEntries(book.facts)))
      const removed = book.facts.filter(({ type }) => type === 'private.detail-removed')
      for (const [subject, entries] of privateEntries(book.facts))
        for (const { id, earlier } of entries)
          for (const fact of removed.filter(({ stream }) => stream === `subject/${subject}`))
            expect([id, ...earlier.map((one) => one.id)]).not.toContain(fact.body['detail'])
    })
  )
})
