import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agreement, TestLine, wholeParts } from '../../../../../tests/hui/test-line.ts'
import { TestDevice } from '../../../../../tests/facts.ts'
import { exceedsOwn, isOwnId, isOwnRecord, ownId, ownPerson } from './own-record.ts'

const unit = 'xa-thu'
const host = new TestDevice('ch-mot')
const owner = { unit, by: host.account }
const other = { unit, by: 'ch-hai' }
const own = (ms: number) => ownId(owner, ms)
const [line, member] = [own(1_000), own(2_000)]
const terms = { host: ownPerson(owner), parts: wholeParts(member, ownPerson(owner)) }
const agreed = agreement(2, 1_000_000, terms)
const records = (more: object = {}) => ({ ...agreed, said: { by: 'host', how: 'talk' }, ...more })
const fact = (type: string, stream: string, body: object, forged = {}) =>
  host.fact(unit, 'hui', type, stream, body, forged)
const opening = (more: object = {}, stream = `line/${line}`, forged = {}) =>
  fact('hui.line-agreed', stream, records(more), forged)

test('a host’s own line, and people whom she knows, are hers', () => {
  expect(isOwnRecord(opening())).toBe(true)
  expect(isOwnRecord(fact('hui.person-described', `person/${member}`, { name: 'Thu Hà' }))).toBe(true)
  const reversed = { entry: own(5), reason: 'Ghi nhầm' }
  expect(isOwnRecord(fact('hui.entry-reversed', `line/${line}`, reversed))).toBe(true)
})

test.each([
  ['another host’s line', opening({}, `line/${ownId(other, 1_000)}`)],
  ['a line of the officers’ book', opening({}, `line/${host.fact(unit, 'hui', 'x', 'line/a', {}).id}`)],
  ['a line of no id', opening({}, 'line/ai')],
  ['a line that another hosts', opening({ host: ownPerson(other) })],
  ['a line that somebody whom she knows hosts', opening({ host: member })],
  ['a member of the officers’ book', opening({ parts: wholeParts(host.note(unit).id, member) })],
  ['the word of an officer', opening({ said: { by: 'officer', how: 'seen' } })],
  [
    'a witness of the officers’ book',
    opening({ said: { by: 'host', how: 'talk', person: host.note(unit).id } })
  ],
  ['her line in another unit', host.fact('xa-khac', 'hui', 'hui.line-agreed', `line/${line}`, records())],
  ['what has no shape', fact('hui.line-agreed', `line/${line}`, { host: terms.host })],
  ['another’s person', fact('hui.person-described', `person/${ownPerson(other)}`, { name: 'Ba Huệ' })],
  [
    'a new host of her line',
    fact('hui.terms-amended', `line/${line}`, {
      on: '2026-11-01',
      said: { by: 'host', how: 'talk' },
      fromRound: 1,
      changes: { host: member },
      reason: 'Đổi'
    })
  ]
])('%s is not', (_, forged) => {
  expect(isOwnRecord(forged)).toBe(false)
  expect(exceedsOwn(forged, ['host', 'keeper'])).toBe(true)
})

test('who reads the book writes in every line, and what is not hụi is nobody’s own', () => {
  const foreign = opening({}, `line/${ownId(other, 1_000)}`)
  expect([exceedsOwn(opening(), ['host']), exceedsOwn(foreign, ['officer'])]).toEqual([false, false])
  expect([exceedsOwn(foreign, ['host', 'officer']), exceedsOwn(foreign, [])]).toEqual([false, false])
  expect(exceedsOwn(host.enrolment(unit), ['host'])).toBe(false)
})

test('no record of one’s line is another’s, whatever the accounts and times', () => {
  const account = fc.stringMatching(/^[a-z0-9]{1,12}$/)
  const ms = fc.integer({ min: 0, max: 2 ** 48 - 1 })
  fc.assert(
    fc.property(account, account, ms, ms, (one, two, at, then) => {
      const id = ownId({ unit, by: one }, at)
      expect(isOwnId(id, { unit, by: one })).toBe(true)
      expect(isOwnId(id, { unit, by: two })).toBe(one === two)
      expect(id === ownId({ unit, by: one }, then)).toBe(at === then)
    })
  )
})

test('all that a book of her own tells of rounds and money is hers', () => {
  const book = new TestLine(agreed)
  book.round(1, 1, 100_000)
  const paid = book.pay(1, 2, 100_000)
  book.issue(paid)
  const hers = book.facts.map(({ type, body }) => {
    const said = 'said' in body ? { ...body, said: { by: 'host', how: 'talk' } } : body
    return fact(type, `line/${line}`, said)
  })
  expect(hers.length).toBeGreaterThan(3)
  expect(hers.filter((one) => !isOwnRecord(one)).map(({ type }) => type)).toEqual([])
})
