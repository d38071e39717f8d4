import type { Book } from '#lib/domain/roles.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'

const start = Date.UTC(2025, 0, 1)
const random = new Uint8Array(10)

/** Returns the id of the nth of something, a second after the one before. */
export const nthId = (nth: number): string => uuidv7(start + nth * 1_000, random)

/** A fact of a book as one of twenty phones wrote it, the nth of all; for folds, so unsigned. */
export function nthFact(nth: number, book: Book, stream: string, type: string, body: object): StoredFact {
  const at = new Date(start + nth * 1_000).toISOString()
  const by = `can-bo-${nth % 20}`
  return {
    id: nthId(nth),
    unit: 'xa-thu',
    book,
    stream,
    type,
    at,
    by,
    device: by.padEnd(43, 'x'),
    n: Math.floor(nth / 20) + 1,
    body: body as StoredFact['body'],
    sig: `${'x'.repeat(85)}A`,
    took: start + nth * 1_000 + 500,
    sync: 'received',
    tries: 0
  }
}

/** Writes the nth fact of a book. */
export type WriteNth = (nth: number) => StoredFact

const million = 1_000_000
const day = (nth: number) => new Date(start + (nth % 500) * 86_400_000).toISOString().slice(0, 10)

/** 500 models, each with five groups that are counted again and again. */
export const inMovement: WriteNth = (nth) => {
  const [stream, turn] = [`model/${nthId(nth % 500)}`, Math.floor(nth / 500)]
  if (turn === 0)
    return nthFact(nth, 'movement', stream, 'movement.model-listed', {
      name: `Mô hình ${nth}`,
      field: 'security',
      since: '2024-01'
    })
  const group = nthId(turn % 5)
  const counted = { group, kind: 'group', name: `Tổ ${turn % 5}`, groups: 1, asOf: day(nth) }
  const members = { value: nth % 90, precision: 'exact' }
  return nthFact(nth, 'movement', stream, 'movement.group-counted', { ...counted, members })
}

/** Figures of 500 publications, each corrected again and again. */
export const inFigures: WriteNth = (nth) => {
  const publication = nth % 500
  return nthFact(nth, 'movement', `figures/${nthId(publication)}`, 'movement.figures-published', {
    asOf: day(publication),
    area: { level: 'commune', id: `xa-${publication % 100}`, kind: 'xã', name: `Xã ${publication % 100}` },
    figures: [{ what: 'models', value: nth, precision: 'exact' }],
    source: 'Báo cáo'
  })
}

/** 5,000 lines, each listed once and with nine notices. */
export const inNotices: WriteNth = (nth) => {
  const [line, turn] = [nth % 5_000, Math.floor(nth / 5_000)]
  const stream = `notice/${nthId(line)}`
  if (turn === 0)
    return nthFact(nth, 'notices', stream, 'notices.line-listed', {
      host: nthId(line % 1_000),
      hostName: `Bà Huệ ${line % 1_000}`,
      line: `LT-${line}`,
      n: 20,
      face: 5 * million,
      members: 18,
      period: 'month',
      startsOn: '2024-05-05',
      endsOn: '2027-12-05'
    })
  return nthFact(nth, 'notices', stream, 'notices.notice-received', {
    kind: 'new',
    receivedOn: '2024-12-01',
    number: `${nth}`,
    from: 'Bà Huệ',
    startsOn: '2024-05-05',
    endsOn: '2027-12-05',
    value: 100 * million,
    members: 18
  })
}

/** 1,000 alarms of ten gates, one after the other, each with 47 answers and its end. */
export const inAlarms: WriteNth = (nth) => {
  const [alarm, turn] = [Math.floor(nth / 50), nth % 50]
  const stream = `alarm/${nthId(alarm)}`
  const gates = Array.from({ length: 10 }, (_, i) => `cong-${i}`)
  if (turn === 0) return nthFact(nth, 'duty', stream, 'duty.alarm-started', { gates, from: 'app' })
  if (turn === 48) return nthFact(nth, 'duty', stream, 'duty.alarm-ended', {})
  const body = { gate: gates[turn % 10], answer: 'closed' }
  return nthFact(nth, 'duty', stream, 'duty.gate-answered', body)
}

/** 10,000 incidents, each with four notes. */
export const inIncidents: WriteNth = (nth) => {
  const stream = `incident/${nthId(nth % 10_000)}`
  if (nth < 10_000)
    return nthFact(nth, 'incidents', stream, 'incidents.incident-reported', {
      category: 'theft',
      text: 'Mất xe'
    })
  return nthFact(nth, 'incidents', stream, 'incidents.note-added', { text: 'Đã hỏi' })
}

/** 16,667 strangers, each read and linked. */
export const inStrangers: WriteNth = (nth) => {
  const stream = `stranger/${nthId(Math.floor(nth / 3))}`
  if (nth % 3 === 0)
    return nthFact(nth, 'duty', stream, 'duty.stranger-seen', { gate: 'cong-1', direction: 'in' })
  if (nth % 3 === 1) return nthFact(nth, 'duty', stream, 'duty.plate-read', { plate: '94B1-12345' })
  return nthFact(nth, 'duty', stream, 'duty.stranger-linked', { incident: nthId(nth) })
}

/** 5,000 people of a hụi book, each described ten times; some go by one name. */
export const inPeople: WriteNth = (nth) => {
  const person = nth % 5_000
  const body = { name: `Trần Văn ${person}`, knownAs: `Ba ${person % 4_000}`, hamlet: 'Khóm 1' }
  return nthFact(nth, 'hui', `person/${nthId(person)}`, 'hui.person-described', body)
}

/** 1,000 collapse files, each with 49 claims. */
export const inCollapses: WriteNth = (nth) => {
  const [file, turn] = [nth % 1_000, Math.floor(nth / 1_000)]
  const stream = `collapse/${nthId(file)}`
  if (turn === 0)
    return nthFact(nth, 'hui', stream, 'hui.collapse-opened', {
      host: nthId(file),
      on: '2025-01-01',
      gist: 'Vỡ hụi'
    })
  const claim = { number: turn, claimant: { name: `Người ${nth}` }, parts: 1, amount: million, paper: true }
  return nthFact(nth, 'hui', stream, 'hui.claim-registered', claim)
}

const heard = (k: number) => ({ on: day(k), said: { by: 'host', how: 'post' } })
export const agreed = {
  ...heard(0),
  model: 'discount',
  head: false,
  face: million,
  unitsPerPart: 1,
  period: 'month',
  startsOn: day(0),
  bids: {},
  tickets: { white: true, proxy: true, absent: true },
  commission: { kind: 'half' },
  hostPays: true,
  advance: 'host',
  lateRate: null,
  collectDays: 0,
  handoverDays: 0
}

/** 500 lines of 20 parts, each with ten rounds and the payments of the first five. */
export const inLines: WriteNth = (nth) => {
  const [line, turn] = [nth % 500, Math.floor(nth / 500)]
  const stream = `line/${nthId(line)}`
  if (turn === 0) {
    const whole = (_: unknown, i: number) => [{ person: nthId(i), units: 1 }]
    const body = {
      ...agreed,
      code: `LT-${line}`,
      host: nthId(line),
      parts: Array.from({ length: 20 }, whole)
    }
    return nthFact(nth, 'hui', stream, 'hui.line-agreed', body)
  }
  if (turn <= 10) {
    const found = { chosen: 'lot', taker: turn, bid: 0, tickets: [], collected: false }
    return nthFact(nth, 'hui', stream, 'hui.round-held', { ...heard(turn), k: turn, ...found })
  }
  const [k, part] = [1 + (Math.floor(turn / 20) % 5), 1 + (turn % 20)]
  const due = { k, part, holder: nthId(part - 1), amount: 1_000 }
  return nthFact(nth, 'hui', stream, 'hui.contribution-received', { ...heard(k), ...due, method: 'cash' })
}
