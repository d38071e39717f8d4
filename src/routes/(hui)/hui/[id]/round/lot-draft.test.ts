import { expect, test } from 'vitest'
import { commitOf, verifyLot, type RoundBody } from '#lib/app/hui/hui-line.svelte.ts'
import { huiWords as t } from '#lib/i18n/hui/hui-words.ts'
import { numberedId } from '../../../../../../tests/hui/test-line.ts'
import { drawnFromAfar, emptyLot, lotOf, lotProblems, type LotDraft } from './lot-draft.ts'

const { lots } = t.hui.round
const parts = [2, 3, 5]
const [seed, words] = ['trăng rằm', 'một\nhai']
const published = { drawnBy: 'remote', seed, words, commit: commitOf(seed) } as const
const verdict = verifyLot(published, parts)
const drawn = verdict.ok ? verdict.drawn : 0
const body = { k: 2, on: '2026-11-24', said: { by: 'host', how: 'post' }, chosen: 'lot', taker: drawn }

const told = (
  draft: Partial<LotDraft>,
  { asked = true, taker = drawn as number | null, holders = [] as string[] } = {}
) => {
  const all = lotProblems(
    { ...emptyLot, ...draft },
    asked,
    { parts, taker, holders, nameOf: (no) => `Phần ${no}` },
    t
  )
  return Object.fromEntries(Object.entries(all).filter(([, says]) => says))
}
const lot = (draft: Partial<LotDraft>, of = body, among = parts) =>
  lotOf({ ...emptyLot, ...draft }, of as RoundBody, among)

test('nobody has to write a lot down', () => {
  expect(told({})).toEqual({})
  expect(lot({})).toBeNull()
})

test('on the spot it takes a witness', () => {
  expect(told({ slips: '3 phiếu' }, { asked: false })).toEqual({})
  expect(told({ slips: '3 phiếu' })).toEqual({ witnesses: lots.witnessMissing })
  const witnesses = [numberedId(1)]
  expect(lot({ slips: ' 3 phiếu ', witnesses, seed: 'bỏ dở' })).toEqual({
    k: 2,
    on: '2026-11-24',
    said: body.said,
    parts,
    drawn,
    witnesses,
    slips: '3 phiếu'
  })
})

test('nobody is a witness of their own lot', () => {
  const [taker, other] = [numberedId(1), numberedId(2)]
  const own = { witnesses: lots.ownWitness }
  const of = { holders: [taker, numberedId(3)], asked: false }
  expect(told({ witnesses: [taker] }, of)).toEqual(own)
  expect(told({ witnesses: [other, taker] }, of)).toEqual(own)
  expect(told({ witnesses: [other] }, of)).toEqual({})
})

test('from afar the code must fit, and draw whoever took', () => {
  expect(told({ drawnBy: 'remote' }, { asked: false })).toEqual({})
  expect(told({ drawnBy: 'remote' })).toEqual({
    commit: lots.commitWrong,
    words: lots.wordsMissing,
    seed: lots.seedMissing
  })
  expect(told(published)).toEqual({})
  expect(told({ ...published, commit: ` ${published.commit.toUpperCase()} ` })).toEqual({})
  expect(told({ ...published, seed: 'trăng khuyết' })).toEqual({ seed: lots.differs })
  const other = parts.find((no) => no !== drawn)!
  expect(told(published, { taker: other })).toEqual({ seed: lots.other(`Phần ${drawn}`) })
  expect(told(published, { taker: null })).toEqual({})
  const draws = (text: string) => drawnFromAfar({ ...emptyLot, ...published, words: text }, parts)
  expect([draws(' '), draws(words)]).toEqual([null, drawn])
  const { seed, words: all, commit } = published
  expect(lot({ ...published, witnesses: [numberedId(1)], slips: 'bỏ dở' })).toMatchObject({
    witnesses: [],
    remote: { seed, words: all, commit }
  })
})

test('a taker whom no lot found has none', () => {
  const witnesses = [numberedId(1)]
  expect(lot({ witnesses }, { ...body, chosen: 'bid' })).toBeNull()
  expect(lot({ witnesses }, body, [drawn])).toBeNull()
})
