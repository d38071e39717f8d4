import { acceptance as acceptanceEn } from '#lib/i18n/acceptance-en.ts'
import { acceptance as acceptanceVi } from '#lib/i18n/acceptance-vi.ts'
import { alarm as alarmEn } from '#lib/i18n/alarm-en.ts'
import { alarm as alarmVi } from '#lib/i18n/alarm-vi.ts'
import { calls as callsEn } from '#lib/i18n/calls-en.ts'
import { calls as callsVi } from '#lib/i18n/calls-vi.ts'
import { desk as deskEn } from '#lib/i18n/desk-en.ts'
import { desk as deskVi } from '#lib/i18n/desk-vi.ts'
import { erasure as erasureEn } from '#lib/i18n/erasure-en.ts'
import { erasure as erasureVi } from '#lib/i18n/erasure-vi.ts'
import { care as careEn } from '#lib/i18n/gate-care-en.ts'
import { care as careVi } from '#lib/i18n/gate-care-vi.ts'
import { hand as handEn } from '#lib/i18n/gate-hand-en.ts'
import { hand as handVi } from '#lib/i18n/gate-hand-vi.ts'
import { live as liveEn } from '#lib/i18n/gate-live-en.ts'
import { live as liveVi } from '#lib/i18n/gate-live-vi.ts'
import { local as localEn } from '#lib/i18n/gate-local-en.ts'
import { local as localVi } from '#lib/i18n/gate-local-vi.ts'
import { orders as ordersEn } from '#lib/i18n/gate-orders-en.ts'
import { orders as ordersVi } from '#lib/i18n/gate-orders-vi.ts'
import { sheets as sheetsEn } from '#lib/i18n/gate-sheets-en.ts'
import { sheets as sheetsVi } from '#lib/i18n/gate-sheets-vi.ts'
import { huiEn } from '#lib/i18n/hui-en.ts'
import { huiVi } from '#lib/i18n/hui-vi.ts'
import { record as recordEn } from '#lib/i18n/incident-record-en.ts'
import { record as recordVi } from '#lib/i18n/incident-record-vi.ts'
import { incidents as incidentsEn } from '#lib/i18n/incidents-en.ts'
import { incidents as incidentsVi } from '#lib/i18n/incidents-vi.ts'
import { movementEn } from '#lib/i18n/movement-en.ts'
import { movementVi } from '#lib/i18n/movement-vi.ts'
import { notices as noticesEn } from '#lib/i18n/notices-en.ts'
import { notices as noticesVi } from '#lib/i18n/notices-vi.ts'
import { standing as standingEn } from '#lib/i18n/standing-en.ts'
import { standing as standingVi } from '#lib/i18n/standing-vi.ts'
import { strangers as strangersEn } from '#lib/i18n/strangers-en.ts'
import { strangers as strangersVi } from '#lib/i18n/strangers-vi.ts'
import { termWords } from '#lib/i18n/terms.ts'
import { unsent as unsentEn } from '#lib/i18n/unsent-en.ts'
import { unsent as unsentVi } from '#lib/i18n/unsent-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import type { Words } from '#lib/i18n/words.ts'

/** The words that come with a book's screens, in the language of the words that every screen has. */
const beside =
  <Own>(inVietnamese: Own, inEnglish: Own) =>
  (t: Words): Own =>
    t === vi ? inVietnamese : inEnglish

export const acceptance = beside(acceptanceVi, acceptanceEn)
export const alarms = beside(alarmVi, alarmEn)
export const calls = beside(callsVi, callsEn)
export const care = beside(careVi, careEn)
export const desk = beside(deskVi, deskEn)
export const erasure = beside(erasureVi, erasureEn)
export const hand = beside(handVi, handEn)
export const hui = beside(huiVi, huiEn)
export const incidents = beside(incidentsVi, incidentsEn)
export const live = beside(liveVi, liveEn)
export const local = beside(localVi, localEn)
export const movement = beside(movementVi, movementEn)
export const notices = beside(noticesVi, noticesEn)
export const orders = beside(ordersVi, ordersEn)
export const record = beside(recordVi, recordEn)
export const sheets = beside(sheetsVi, sheetsEn)
export const standing = beside(standingVi, standingEn)
export const strangers = beside(strangersVi, strangersEn)
export const terms = beside(termWords('vi'), termWords('en'))
export const unsent = beside(unsentVi, unsentEn)
