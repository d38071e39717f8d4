import { en } from './en.ts'
import { inApp } from './access/in-app-browser-en.ts'
import { phrase } from './access/phrase-en.ts'
import { rights } from './access/rights-en.ts'
import { roleEnds } from './access/role-ends-en.ts'
import { alarm } from './alarms/alarm-en.ts'
import { briefing } from './briefing/briefing-en.ts'
import { dayField } from './days/day-field-en.ts'
import { standing } from './devices/admission-en.ts'
import { flags } from './devices/flags-en.ts'
import { loss } from './devices/loss/loss-en.ts'
import { otherPhones } from './devices/other-devices-en.ts'
import { sessions } from './devices/sessions-en.ts'
import { waking } from './devices/waking/waking-en.ts'
import { phoneNumbers } from './devices/sequence-gaps-en.ts'
import { unconfirmed } from './devices/unconfirmed-en.ts'
import { erasure } from './erasure/erasure-en.ts'
import { acceptance } from './gates/acceptance/acceptance-en.ts'
import { care } from './gates/care-en.ts'
import { handover } from './handover/handover-en.ts'
import { desk } from './hui/desk-en.ts'
import { huiGroups } from './hui/groups-en.ts'
import { huiHost } from './hui/host/host-en.ts'
import { huiLaw } from './hui/law/law-en.ts'
import { huiOwn } from './hui/own/own-en.ts'
import { remarks } from './hui/remarks/remarks-en.ts'
import { signs } from './hui/signs/signs-en.ts'
import { termSettings } from './hui/term-settings-en.ts'
import { incidentReport } from './incidents/report-en.ts'
import { register } from './notices/register-en.ts'
import { paper } from './paper-en.ts'
import { firstPassword } from './passwords/first-en.ts'
import { passwordReset } from './passwords/reset-en.ts'
import { gateBox } from './peers/gate-box-en.ts'
import { peers } from './peers/peers-en.ts'
import { numbers } from './personal/numbers-en.ts'
import { processing } from './personal/processing-en.ts'
import { privateBook } from './personal/private-en.ts'
import { photos } from './photos/photos-en.ts'
import { calls } from './settings/contacts-en.ts'
import { notices } from './settings/notices-en.ts'
import { password } from './settings/password-en.ts'
import { phoneFigures } from './settings/phone-figures-en.ts'
import { settings } from './settings/settings-en.ts'
import { sharedItems } from './sharing/shared-items-en.ts'
import { sharing } from './sharing/sharing-en.ts'
import { marking } from './secrecy/marking-en.ts'
import { signatures } from './signatures-en.ts'
import { audit } from './sync/audit-en.ts'
import { clock } from './sync/clock-en.ts'
import { kinds } from './fact-types-en.ts'
import { offline } from './sync/offline-en.ts'
import { refusals } from './sync/refusals-en.ts'
import { retention } from './retention/retention-en.ts'
import { space } from './sync/storage-en.ts'
import { unsent } from './sync/unsent-en.ts'
import { gates } from './gates/gates-en.ts'
import { hand } from './gates/manual-en.ts'
import { live } from './gates/live-en.ts'
import { local } from './gates/local-network-en.ts'
import { orders } from './gates/commands-en.ts'
import { sheets } from './gates/register-en.ts'
import { decision } from './gates/decision/decision-en.ts'
import { sms } from './gates/sms/sms-en.ts'
import { survey } from './gates/survey/survey-en.ts'
import { huiEn } from './hui/hui-en.ts'
import { incidents } from './incidents/incidents-en.ts'
import { movementEn } from './movement/movement-en.ts'
import { strangers } from './strangers/strangers-en.ts'

const gate = { ...en, motor: gates, live, orders, hand, sheets, local }

/** All English words in one chunk, fetched only by phones that chose English. */
export const english = {
  words: en,
  acceptance: { ...gate, acceptance },
  admission: standing,
  alarm,
  audit,
  care: { ...en, care },
  gateDecision: decision,
  gateSms: sms,
  gateSurvey: survey,
  clock,
  contacts: calls,
  dayField,
  desk,
  deviceSessions: sessions,
  waking,
  firstPassword,
  passwordReset,
  erasure,
  factTypes: kinds,
  flags,
  inApp,
  phrase,
  briefing,
  handover,
  huiGroups,
  huiHost,
  huiLaw,
  huiOwn,
  huiRemarks: remarks,
  huiSigns: signs,
  incidentReport,
  looseNumbers: numbers,
  loss,
  marking,
  noticeRegister: register,
  notices,
  offline,
  otherDevices: otherPhones,
  paper,
  password,
  gateBox,
  peers,
  phoneFigures,
  photos,
  privateBook,
  processing,
  refusals,
  retention,
  rights,
  roleEnds,
  sequenceGaps: phoneNumbers,
  settings,
  sharedItems,
  sharing,
  signatures,
  storage: space,
  termSettings,
  unconfirmed,
  unsent,
  gates: gate,
  hui: { ...en, hui: huiEn },
  incidents: { ...en, incidents },
  movement: { ...en, movement: movementEn },
  strangers: { ...en, strangers }
}
export type English = typeof english
