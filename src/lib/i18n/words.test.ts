import { expect, test } from 'vitest'
import { calls as callsEn } from './settings/contacts-en.ts'
import { calls as callsVi } from './settings/contacts-vi.ts'
import { en as ofEverybodyEn } from './en.ts'
import { gates as gatesEn } from './gates/gates-en.ts'
import { gates as gatesVi } from './gates/gates-vi.ts'
import { refusalSentence } from './gates/gates.ts'
import { incidents as incidentsEn } from './incidents/incidents-en.ts'
import { incidents as incidentsVi } from './incidents/incidents-vi.ts'
import { vi as ofEverybodyVi } from './vi.ts'
import { desk as deskEn } from './hui/desk-en.ts'
import { desk as deskVi } from './hui/desk-vi.ts'
import { huiEn } from './hui/hui-en.ts'
import { huiVi } from './hui/hui-vi.ts'
import { movementEn } from './movement/movement-en.ts'
import { movementVi } from './movement/movement-vi.ts'
import { refusals as refusalsEn } from './sync/refusals-en.ts'
import { refusals } from './sync/refusals-vi.ts'
import { refusedSentence } from './sync/refusals.ts'
import { alarm as alarmEn } from './alarms/alarm-en.ts'
import { alarm as alarmVi } from './alarms/alarm-vi.ts'
import { audit as auditEn } from './sync/audit-en.ts'
import { audit as auditVi } from './sync/audit-vi.ts'
import { photos as photosEn } from './photos/photos-en.ts'
import { photos as photosVi } from './photos/photos-vi.ts'
import { paper as paperEn } from './paper-en.ts'
import { paper as paperVi } from './paper-vi.ts'
import { incidentReport as recordEn } from './incidents/report-en.ts'
import { incidentReport as recordVi } from './incidents/report-vi.ts'
import { signatures as signaturesEn } from './signatures-en.ts'
import { signatures as signaturesVi } from './signatures-vi.ts'
import { unsent as unsentEn } from './sync/unsent-en.ts'
import { unsent as unsentVi } from './sync/unsent-vi.ts'
import { followLanguage, learn } from './text.ts'
import { words } from './words.ts'

const vi = {
  ...ofEverybodyVi,
  incidents: incidentsVi,
  hui: huiVi,
  motor: gatesVi,
  calls: callsVi,
  desk: deskVi,
  movement: movementVi,
  alarm: alarmVi,
  photos: photosVi,
  paper: paperVi,
  incidentReport: recordVi,
  signatures: signaturesVi,
  audit: auditVi,
  unsent: unsentVi,
  refusals
}
const en = {
  ...ofEverybodyEn,
  incidents: incidentsEn,
  hui: huiEn,
  motor: gatesEn,
  calls: callsEn,
  desk: deskEn,
  movement: movementEn,
  alarm: alarmEn,
  photos: photosEn,
  paper: paperEn,
  incidentReport: recordEn,
  signatures: signaturesEn,
  audit: auditEn,
  unsent: unsentEn,
  refusals: refusalsEn
}

/** Returns every sentence with its dotted name; functions are called with sample arguments. */
function sentences(value: unknown, name = ''): [string, string][] {
  if (typeof value === 'string') return [[name, value]]
  if (typeof value === 'function') return [[name, String(value('2', '3'))]]
  return Object.entries(value as object).flatMap(([key, member]) => sentences(member, `${name}.${key}`))
}

const names = (words: object) => sentences(words).map(([name]) => name)

test('both languages say the same things', () => {
  expect(names(en)).toEqual(names(vi))
})

const namesWhere = (words: object, wrong: (text: string) => boolean) =>
  sentences(words)
    .filter(([, text]) => wrong(text))
    .map(([name]) => name)

test.each([vi, en])('no sentence is empty, each is in NFC and free of stray spaces', (words) => {
  expect(namesWhere(words, (text) => text === '' || text !== text.normalize('NFC').trim())).toEqual([])
  expect(namesWhere(words, (text) => / {2}/.test(text))).toEqual([])
})

test('the Vietnamese screen has no English word and keeps to one placement of tones', () => {
  const english = /\b(the|save|sync|settings|back|gate|log|offline|online|error|update|sign)\b/i
  expect(namesWhere(vi, (text) => english.test(text))).toEqual([])
  expect(namesWhere(vi, (text) => /hoà(?!n)|huỷ|khoá|thuỷ|lí do|kí |kì /.test(text))).toEqual([])
})

test('English comes when it is asked for; until then the screen speaks Vietnamese', async () => {
  followLanguage(() => 'en')
  expect(words.back).toBe(ofEverybodyVi.back)
  await learn('en')
  expect([words.back, words.note.title]).toEqual([ofEverybodyEn.back, ofEverybodyEn.note.title])
  expect(Object.keys(words)).toEqual(Object.keys(ofEverybodyEn))
  followLanguage(() => 'vi')
  expect({ ...words.note }).toEqual(ofEverybodyVi.note)
})

test('a refusal says first that the incidentReport is still on the phone; of a damaged one that cannot be said', () => {
  const { damaged, ...whole } = refusals.sentences
  expect(damaged).toMatch(/^Bị hỏng trên máy này/)
  for (const sentence of Object.values(whole)) expect(sentence).toMatch(/^Vẫn còn trên máy\./)
  for (const sentence of Object.values(vi.unsaved))
    expect(sentence).toMatch(/^(Chưa lưu|Máy hết chỗ|Bản ghi CHƯA lưu)/)
})

test('a code of a newer server has a sentence too', () => {
  expect(refusedSentence('not-allowed')).toBe(refusals.sentences['not-allowed'])
  expect(refusedSentence('constructor')).toBe(refusals.sentences.unknown)
  expect(refusedSentence(undefined)).toBe(refusals.sentences.unknown)
})

test('a refused command: the particular reason first, then the code, and a sentence for what a newer agent says', () => {
  const { motor } = vi
  expect(refusalSentence(motor, { code: 'NOT_ALLOWED', why: 'no-picture' })).toBe(motor.reasons['no-picture'])
  expect(refusalSentence(motor, { code: 'NOT_ALLOWED', why: 'moon' })).toBe(motor.refusals.NOT_ALLOWED)
  expect(refusalSentence(motor, { code: 'MOON', why: 'constructor' })).toBe(motor.unknownCode)
  expect(refusalSentence(motor, { code: 'LOCKED' }, 'Tư Khởi')).toBe('Cổng đang khóa, người khóa: Tư Khởi.')
  expect(refusalSentence(motor, { code: 'LOCKED' })).toBe(motor.refusals.LOCKED)
})
