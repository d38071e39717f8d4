import { acceptance as acceptanceEn } from '#lib/i18n/gates/acceptance/acceptance-en.ts'
import { acceptance as acceptanceVi } from '#lib/i18n/gates/acceptance/acceptance-vi.ts'
import { alarm as alarmEn } from '#lib/i18n/alarms/alarm-en.ts'
import { alarm as alarmVi } from '#lib/i18n/alarms/alarm-vi.ts'
import { calls as callsEn } from '#lib/i18n/settings/contacts-en.ts'
import { calls as callsVi } from '#lib/i18n/settings/contacts-vi.ts'
import { erasure as erasureEn } from '#lib/i18n/erasure/erasure-en.ts'
import { erasure as erasureVi } from '#lib/i18n/erasure/erasure-vi.ts'
import { care as careEn } from '#lib/i18n/gates/care-en.ts'
import { care as careVi } from '#lib/i18n/gates/care-vi.ts'
import { handover as handoverEn } from '#lib/i18n/handover/handover-en.ts'
import { handover as handoverVi } from '#lib/i18n/handover/handover-vi.ts'
import { hand as handEn } from '#lib/i18n/gates/manual-en.ts'
import { hand as handVi } from '#lib/i18n/gates/manual-vi.ts'
import { live as liveEn } from '#lib/i18n/gates/live-en.ts'
import { live as liveVi } from '#lib/i18n/gates/live-vi.ts'
import { local as localEn } from '#lib/i18n/gates/local-network-en.ts'
import { decision as decisionEn } from '#lib/i18n/gates/decision/decision-en.ts'
import { decision as decisionVi } from '#lib/i18n/gates/decision/decision-vi.ts'
import { sms as gateSmsEn } from '#lib/i18n/gates/sms/sms-en.ts'
import { local as localVi } from '#lib/i18n/gates/local-network-vi.ts'
import { sms as gateSmsVi } from '#lib/i18n/gates/sms/sms-vi.ts'
import { survey as gateSurveyEn } from '#lib/i18n/gates/survey/survey-en.ts'
import { survey as gateSurveyVi } from '#lib/i18n/gates/survey/survey-vi.ts'
import { orders as ordersEn } from '#lib/i18n/gates/commands-en.ts'
import { orders as ordersVi } from '#lib/i18n/gates/commands-vi.ts'
import { sheets as sheetsEn } from '#lib/i18n/gates/register-en.ts'
import { sheets as sheetsVi } from '#lib/i18n/gates/register-vi.ts'
import { huiGroups as groupsEn } from '#lib/i18n/hui/groups-en.ts'
import { huiGroups as groupsVi } from '#lib/i18n/hui/groups-vi.ts'
import { huiHost as huiHostEn } from '#lib/i18n/hui/host/host-en.ts'
import { huiHost as huiHostVi } from '#lib/i18n/hui/host/host-vi.ts'
import { huiLaw as huiLawEn } from '#lib/i18n/hui/law/law-en.ts'
import { huiLaw as huiLawVi } from '#lib/i18n/hui/law/law-vi.ts'
import { remarks as remarksEn } from '#lib/i18n/hui/remarks/remarks-en.ts'
import { remarks as remarksVi } from '#lib/i18n/hui/remarks/remarks-vi.ts'
import { signs as signsEn } from '#lib/i18n/hui/signs/signs-en.ts'
import { signs as signsVi } from '#lib/i18n/hui/signs/signs-vi.ts'
import { huiEn } from '#lib/i18n/hui/hui-en.ts'
import { huiVi } from '#lib/i18n/hui/hui-vi.ts'
import { incidentReport as recordEn } from '#lib/i18n/incidents/report-en.ts'
import { incidentReport as recordVi } from '#lib/i18n/incidents/report-vi.ts'
import { incidents as incidentsEn } from '#lib/i18n/incidents/incidents-en.ts'
import { incidents as incidentsVi } from '#lib/i18n/incidents/incidents-vi.ts'
import { loss as lossEn } from '#lib/i18n/devices/loss/loss-en.ts'
import { loss as lossVi } from '#lib/i18n/devices/loss/loss-vi.ts'
import { movementEn } from '#lib/i18n/movement/movement-en.ts'
import { movementVi } from '#lib/i18n/movement/movement-vi.ts'
import { notices as noticesEn } from '#lib/i18n/settings/notices-en.ts'
import { notices as noticesVi } from '#lib/i18n/settings/notices-vi.ts'
import { password as passwordEn } from '#lib/i18n/settings/password-en.ts'
import { password as passwordVi } from '#lib/i18n/settings/password-vi.ts'
import { gateBox as gateBoxEn } from '#lib/i18n/peers/gate-box-en.ts'
import { gateBox as gateBoxVi } from '#lib/i18n/peers/gate-box-vi.ts'
import { peers as peersEn } from '#lib/i18n/peers/peers-en.ts'
import { peers as peersVi } from '#lib/i18n/peers/peers-vi.ts'
import { phoneFigures as figuresEn } from '#lib/i18n/settings/phone-figures-en.ts'
import { phoneFigures as figuresVi } from '#lib/i18n/settings/phone-figures-vi.ts'
import { privateBook as privateEn } from '#lib/i18n/personal/private-en.ts'
import { privateBook as privateVi } from '#lib/i18n/personal/private-vi.ts'
import { processing as processingEn } from '#lib/i18n/personal/processing-en.ts'
import { processing as processingVi } from '#lib/i18n/personal/processing-vi.ts'
import { rights as rightsEn } from '#lib/i18n/access/rights-en.ts'
import { rights as rightsVi } from '#lib/i18n/access/rights-vi.ts'
import { register as registerEn } from '#lib/i18n/notices/register-en.ts'
import { register as registerVi } from '#lib/i18n/notices/register-vi.ts'
import { sessions as sessionsEn } from '#lib/i18n/devices/sessions-en.ts'
import { sessions as sessionsVi } from '#lib/i18n/devices/sessions-vi.ts'
import { standing as standingEn } from '#lib/i18n/devices/admission-en.ts'
import { standing as standingVi } from '#lib/i18n/devices/admission-vi.ts'
import { strangers as strangersEn } from '#lib/i18n/strangers/strangers-en.ts'
import { strangers as strangersVi } from '#lib/i18n/strangers/strangers-vi.ts'
import { termSettings as termSettingsEn } from '#lib/i18n/hui/term-settings-en.ts'
import { termSettings } from '#lib/i18n/hui/term-settings-vi.ts'
import { unsent as unsentEn } from '#lib/i18n/sync/unsent-en.ts'
import { unsent as unsentVi } from '#lib/i18n/sync/unsent-vi.ts'
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
export const erasure = beside(erasureVi, erasureEn)
export const hand = beside(handVi, handEn)
export const handover = beside(handoverVi, handoverEn)
export const groups = beside(groupsVi, groupsEn)
export const hui = beside(huiVi, huiEn)
export const huiHost = beside(huiHostVi, huiHostEn)
export const huiLaw = beside(huiLawVi, huiLawEn)
export const incidents = beside(incidentsVi, incidentsEn)
export const live = beside(liveVi, liveEn)
export const decision = beside(decisionVi, decisionEn)
export const gateSms = beside(gateSmsVi, gateSmsEn)
export const gateSurvey = beside(gateSurveyVi, gateSurveyEn)
export const local = beside(localVi, localEn)
export const loss = beside(lossVi, lossEn)
export const movement = beside(movementVi, movementEn)
export const notices = beside(noticesVi, noticesEn)
export const orders = beside(ordersVi, ordersEn)
export const incidentReport = beside(recordVi, recordEn)
export const passwords = beside(passwordVi, passwordEn)
export const gateBox = beside(gateBoxVi, gateBoxEn)
export const peers = beside(peersVi, peersEn)
export const phoneFigures = beside(figuresVi, figuresEn)
export const privateBook = beside(privateVi, privateEn)
export const processing = beside(processingVi, processingEn)
export const register = beside(registerVi, registerEn)
export const rights = beside(rightsVi, rightsEn)
export const sessions = beside(sessionsVi, sessionsEn)
export const signs = beside(signsVi, signsEn)
export const remarks = beside(remarksVi, remarksEn)
export const sheets = beside(sheetsVi, sheetsEn)
export const standing = beside(standingVi, standingEn)
export const strangers = beside(strangersVi, strangersEn)
export const terms = beside(termSettings, termSettingsEn)
export const unsent = beside(unsentVi, unsentEn)
