import { expect, test } from 'vitest'
import type { Fact } from '#lib/domain/facts.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import type { Draft, Outcome } from '../notebook/record.ts'
import { NumberMover, NumberOffer } from './number-offer.svelte.ts'

const [number, phone] = ['000196000385', '0900000077']
const form = () => ({ text: `CCCD ${number}, gọi ${phone}`, phone: '0900 000 077', deep: [{ note: number }] })

function offerOf(typed: object, cards = 1) {
  const offer = new NumberOffer(() => [typed])
  for (let i = 0; i < cards; i++) offer.shown()
  return offer
}

/** Records into `written`, or refuses once `full`. */
function moverOf(written: Draft[], full = () => false) {
  const record = async (draft: Draft): Promise<Outcome> => {
    if (full()) return { ok: false, refusal: { code: 'storage-full' } } as Outcome
    written.push(draft)
    return { ok: true, fact: {} as Fact }
  }
  return new NumberMover({
    unit: 'xa-a',
    record,
    whole: async (all: Promise<unknown>) => all
  } as unknown as BookDeps)
}

test('a number holds a save up once, where a card says so, and is told covered', () => {
  const offer = offerOf(form())
  expect(offer.offered).toEqual([])
  expect(offer.stops()).toBe(true)
  expect(offer.offered).toEqual(['0001••••0385', '090••••077'])
  offer.choose('goOn')
  expect([offer.offered, offer.stops()]).toEqual([[], false])
})

test('a form that only warns shows the numbers while they are typed, and holds nothing up', () => {
  const offer = offerOf(form(), 0)
  expect(offer.present).toEqual(['0001••••0385', '090••••077'])
  expect(offer.stops()).toBe(false)
})

test('without a card on the screen nothing is held up', () => {
  expect(offerOf(form(), 0).stops()).toBe(false)
  const offer = new NumberOffer(() => [form()])
  offer.shown()()
  expect(offer.stops()).toBe(false)
})

test('fields meant for phones, and forms without such a number, are never asked about', () => {
  expect(offerOf({ phone: '0900 000 077', police: '0900000077', committee: '0900000077' }).stops()).toBe(
    false
  )
  expect(offerOf({ text: 'Mất 1.650.000.000 đ ngày 24/11/2026 22:15' }).stops()).toBe(false)
})

test('what was chosen is covered in what is saved alone; what is typed stays whole', () => {
  for (const choice of ['mask', 'move'] as const) {
    const typed = form()
    const offer = offerOf(typed)
    offer.stops()
    offer.choose(choice)
    const saving = offer.taken(typed)
    expect(typed).toEqual(form())
    expect(saving).toEqual({
      text: 'CCCD 0001••••0385, gọi 090••••077',
      phone: '0900 000 077',
      deep: [{ note: '0001••••0385' }]
    })
    expect(offer.moved).toEqual(choice === 'move' ? [number, phone] : [])
  }
  const kept = form()
  const offer = offerOf(kept)
  offer.choose('goOn')
  expect(offer.taken(kept)).toEqual(form())
})

test('a caption that is saved beside a form is covered where it stands', () => {
  const caption = { text: `Ảnh của ${number}` }
  const offer = new NumberOffer(() => [caption])
  offer.choose('mask')
  offer.taken({}, [caption])
  expect(caption.text).toBe('Ảnh của 0001••••0385')
})

test('what is moved is written down about the subject of its record, and waits where it cannot be', async () => {
  const written: Draft[] = []
  let isFull = true
  const mover = moverOf(written, () => isFull)
  const offer = offerOf(form())
  offer.choose('move')
  const saved = { stream: 'incident/abc' } as Fact
  const outcome = await mover.save(offer, async () => {
    offer.taken(form())
    return saved
  })
  expect(outcome).toEqual({ saved, refusal: { code: 'storage-full' } })
  expect(offer.moved).toEqual([number, phone])
  isFull = false
  expect(await mover.deliver(offer, saved)).toBeNull()
  expect(offer.moved).toEqual([])
  expect(written.map(({ book, stream, body }) => [book, stream, body])).toEqual([
    ['private', 'subject/abc', { about: 'incident', kind: 'id-number', value: number, purpose: 'case' }],
    ['private', 'subject/abc', { about: 'incident', kind: 'contact', value: phone, purpose: 'case' }]
  ])
})

test('where nothing was saved nothing is moved', async () => {
  const written: Draft[] = []
  const offer = offerOf(form())
  offer.choose('move')
  expect(await moverOf(written).save(offer, async () => null)).toEqual({ saved: null, refusal: null })
  expect(written).toEqual([])
})
