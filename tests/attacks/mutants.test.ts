import { generateKeyPairSync, createHash, sign, type KeyObject } from 'node:crypto'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { factIn } from '#lib/domain/fact-document.ts'
import type { PublicKey } from '#lib/domain/directory/facts.ts'
import { admit } from '../../sync-server/admission/admit.ts'
import { gatewayRole, refusalOf } from '../../sync-server/gatekeeper/refusal-of.ts'
import type { CouchDocument } from '../../sync-server/gatekeeper/couch-document.ts'
import { DirectoryWorld } from '../devices/directory-world.ts'
import { TestDevice } from '../facts.ts'
import { sealsWith } from '../../sync-server/admission/seals.ts'

/**
 * Ten thousand changes of a valid fact whose verdict is known from how they were made: this file makes facts, ids and
 * signatures by itself, from the papers alone (RFC 7638, RFC 8785, RFC 9562).
 */
const count = 10_000
const unit = 'xa-thu'
const account = 'giu-cong'

interface Key {
  device: string
  jwk: PublicKey
  secret: KeyObject
}
type Doc = Record<string, unknown> & { body: Record<string, unknown> }

function newKey(): Key {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x, y } = publicKey.export({ format: 'jwk' }) as { x: string; y: string }
  const text = `{"crv":"P-256","kty":"EC","x":"${x}","y":"${y}"}`
  const device = createHash('sha256').update(text).digest('base64url')
  return { device, jwk: { kty: 'EC', crv: 'P-256', x, y }, secret: privateKey }
}
const [own, other] = [newKey(), newKey()]

/** JSON with sorted members; the facts here hold neither fractions nor exponents. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (!value || typeof value !== 'object') return JSON.stringify(value)
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`
}

function idOf({ unit, book, device, n }: Doc, ms: number): string {
  const hash = createHash('sha256').update([unit, book, device, n, ms].join('\0')).digest()
  const bits = Buffer.alloc(16)
  bits.writeUIntBE(ms, 0, 6)
  hash.copy(bits, 6, 0, 10)
  bits[6] = (bits[6]! & 0x0f) | 0x70
  bits[8] = (bits[8]! & 0x3f) | 0x80
  return bits.toString('hex').replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

function signed(whole: Doc, key = own): Doc {
  const { sig: _sig, ...doc } = whole
  const { _id: id, via: _via, ...rest } = doc
  const text = Buffer.from(canonical({ id, ...rest }))
  const sig = sign('sha256', text, { key: key.secret, dsaEncoding: 'ieee-p1363' }).toString('base64url')
  return { ...doc, sig } as Doc
}

function valid(n: number, ms: number, change: Partial<Doc> = {}): Doc {
  const doc = { unit, book: 'gates', device: own.device, n, ...change } as Doc
  const rest = { stream: 'gate/cong-1b', type: 'gates.note-written', at: new Date(ms).toISOString() }
  const body = { what: 'closed', reason: 'Đóng cổng buổi tối', who: 'Tư Khởi' }
  return signed({ _id: idOf(doc, ms), ...doc, ...rest, by: account, body, ...change } as Doc)
}

/** Mulberry32. */
function chanceOf(seed: number) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let x = Math.imul(state ^ (state >>> 15), 1 | state)
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x
    return ((x ^ (x >>> 14)) >>> 0) / 4294967296
  }
  const whole = (below: number) => Math.floor(next() * below)
  return { whole, one: <T>(list: readonly T[]): T => list[whole(list.length)]! }
}
type Chance = ReturnType<typeof chanceOf>

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
/** Another letter of the same alphabet at one place. */
function swapped(text: string, at: number, { one }: Chance, alphabet: string): string {
  const others = [...alphabet].filter((letter) => letter !== text[at])
  return text.slice(0, at) + one(others) + text.slice(at + 1)
}
const odd = [null, true, 1.5, -1, 0, '', [], {}, 'x', [1], { a: 1 }, 2 ** 53, '2026-02-30T00:00:00.000Z']

/** Each takes a valid fact and says whether what it makes of it may be stored. */
const mutations: Record<string, (doc: Doc, chance: Chance, n: number, ms: number) => [Doc, boolean]> = {
  none: (doc) => [doc, true],
  turned: (doc) => [Object.fromEntries(Object.entries(doc).reverse()) as Doc, true],
  otherWords: (_doc, { one }, n, ms) => {
    const body = {
      what: one(['opened', 'closed', 'seen']),
      reason: one(['Ễ ương', 'a\n\tb', '😀']),
      who: 'Sa Rinh'
    }
    return [valid(n, ms, { body }), true]
  },
  otherTime: (_doc, { whole }, n, ms) => [
    valid(n, ms, { at: new Date(ms - whole(10 ** 9)).toISOString() }),
    true
  ],
  signatureLetter: (doc, chance) => [
    { ...doc, sig: swapped(doc['sig'] as string, chance.whole(86), chance, letters) },
    false
  ],
  signatureShort: (doc, { whole }) => [{ ...doc, sig: (doc['sig'] as string).slice(0, whole(86)) }, false],
  signatureOfAnother: (doc, _chance, n, ms) => [{ ...doc, sig: valid(n + 1, ms)['sig'] }, false],
  signedByAnother: (doc) => [signed(doc, other), false],
  idLetter: (doc, chance) => {
    const at = chance.one([0, 5, 9, 12, 15, 17, 20, 22, 24, 30, 35])
    return [{ ...doc, _id: swapped(doc['_id'] as string, at, chance, '0123456789abcdef') }, false]
  },
  idSignedAnew: (doc, { one }, n, ms) => {
    const elsewhere = {
      ...doc,
      ...one([{ n: n + 1 }, { book: 'duty' }, { unit: 'xa-khac' }, { device: other.device }])
    }
    return [signed({ ...doc, _id: idOf(elsewhere as Doc, ms) }), false]
  },
  field: (doc, { one }) => {
    const name = one(['unit', 'book', 'stream', 'type', 'at', 'by', 'device', 'n', 'body', 'sig', '_id'])
    return [{ ...doc, [name]: one(odd) } as Doc, false]
  },
  fieldSignedAnew: (doc, { one }) => {
    const name = one(['unit', 'book', 'stream', 'type', 'at', 'by', 'device', 'n', 'body'])
    return [signed({ ...doc, [name]: one(odd.filter((value) => value !== 2 ** 53)) } as Doc), false]
  },
  fieldGone: (doc, { one }) => {
    const { [one(Object.keys(doc))]: _, ...rest } = doc
    return [rest as Doc, false]
  },
  fieldMore: (doc, { one }) => [
    {
      ...doc,
      [one(['x', '_rev', '_deleted', '_attachments', '__proto', 'id'])]: one(odd.slice(1))
    } as Doc,
    false
  ],
  takenBefore: (doc, { one }) => [
    { ...doc, took: one([...odd, 7]), seal: one([...odd, 'A'.repeat(43)]) } as Doc,
    true
  ],
  bodyMore: (doc) => [signed({ ...doc, body: { ...doc.body, more: 1 } }), false],
  bodyWrong: (doc, { one }) => {
    const wrong = odd.filter((value) => typeof value !== 'string' || value === '')
    return [signed({ ...doc, body: { ...doc.body, [one(['what', 'reason', 'who'])]: one(wrong) } }), false]
  },
  unsoundText: (doc, { one }) => {
    const reason = one(['Đo\u0301ng', 'a\u0000b', 'a\u202Eb', '   ', '\u200B', 'a\u0007'])
    return [signed({ ...doc, body: { ...doc.body, reason } }), false]
  },
  tooLong: (doc, { whole }) => [
    signed({ ...doc, body: { ...doc.body, reason: 'ổ'.repeat(22_000 + whole(9_000)) } }),
    false
  ],
  // Leaves it to the gateway to say who carried it.
  saidToBeCarried: (doc, { one }) => [{ ...doc, via: one([account, 'nguoi-khac', ...odd]) } as Doc, true],
  ofAnother: (doc, { one }) => [signed({ ...doc, by: one(['chi-huy', 'may-chu', 'admin']) }), false]
}

/** Bytes that are still in use once everything else is collected. */
function heapInUse(): number {
  setFlagsFromString('--expose-gc')
  ;(runInNewContext('gc') as () => void)()
  return process.memoryUsage().heapUsed
}

test(`of ${count} changed facts none is wrongly accepted and none wrongly refused`, async () => {
  const world = new DirectoryWorld(unit)
  const enrolment = { key: own.jwk, label: 'Máy' }
  const phone = new TestDevice(account)
  const introduces = { device: own.device }
  const enrolled = world.says(phone, 'device-enrolled', `device/${own.device}`, enrolment, introduces)
  const body = { account, device: own.device, roles: ['keeper'], from: new Date(0).toISOString() }
  const known = world.known(
    enrolled,
    world.says(world.server, 'device-approved', `device/${own.device}`, body)
  )
  const seals = sealsWith(() => Buffer.alloc(32))
  const roles = [`${unit}:keeper`]
  const holder = { account, device: own.device, key: own.jwk, state: 'approved', roles, past: [] } as const
  const actor = { name: account, roles: [...roles, gatewayRole] }
  const names = Object.keys(mutations)
  const start = Date.UTC(2026, 10, 28)
  let afterTenth = 0
  for (let seed = 1; seed <= count; seed++) {
    const chance = chanceOf(seed)
    const name = names[seed % names.length]!
    const [doc, sound] = mutations[name]!(valid(seed, start + seed), chance, seed, start + seed)
    const docs = [doc as unknown as CouchDocument]
    const asked = {
      holder,
      home: { unit, book: 'gates' },
      quarter: '',
      known,
      now: start + count,
      seals
    } as const
    const { passed } = await admit(docs, asked, async () => known)
    const stored =
      passed.every((one) => !refusalOf(one, null, actor, { unit, book: 'gates' })) && passed.length === 1
    expect([seed, name, stored]).toEqual([seed, name, sound])
    // Whatever is stored, phones read as the same record.
    if (stored) expect(factIn(passed[0])?.id).toBe(doc['_id'])
    // Nobody says for the server when it took something.
    if (stored) expect(seals.isRight(factIn(passed[0])!)).toBe(true)
    if (seed === count / 10) afterTenth = heapInUse()
  }
  expect(heapInUse() / afterTenth).toBeLessThan(1.1)
})
