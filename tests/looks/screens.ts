import { alarm as alarmEn } from '#lib/i18n/alarm-en.ts'
import { alarm as alarmVi } from '#lib/i18n/alarm-vi.ts'
import { calls as callsEn } from '#lib/i18n/calls-en.ts'
import { calls as callsVi } from '#lib/i18n/calls-vi.ts'
import { sheets as sheetsEn } from '#lib/i18n/gate-sheets-en.ts'
import { sheets as sheetsVi } from '#lib/i18n/gate-sheets-vi.ts'
import { orders as ordersEn } from '#lib/i18n/gate-orders-en.ts'
import { orders as ordersVi } from '#lib/i18n/gate-orders-vi.ts'
import { hand as handEn } from '#lib/i18n/gate-hand-en.ts'
import { hand as handVi } from '#lib/i18n/gate-hand-vi.ts'
import { live as liveEn } from '#lib/i18n/gate-live-en.ts'
import { live as liveVi } from '#lib/i18n/gate-live-vi.ts'
import { desk as deskEn } from '#lib/i18n/desk-en.ts'
import { desk as deskVi } from '#lib/i18n/desk-vi.ts'
import { huiEn } from '#lib/i18n/hui-en.ts'
import { huiVi } from '#lib/i18n/hui-vi.ts'
import { incidents as incidentsEn } from '#lib/i18n/incidents-en.ts'
import { incidents as incidentsVi } from '#lib/i18n/incidents-vi.ts'
import { record as recordEn } from '#lib/i18n/incident-record-en.ts'
import { record as recordVi } from '#lib/i18n/incident-record-vi.ts'
import { movementEn } from '#lib/i18n/movement-en.ts'
import { movementVi } from '#lib/i18n/movement-vi.ts'
import { acceptance as acceptanceEn } from '#lib/i18n/acceptance-en.ts'
import { acceptance as acceptanceVi } from '#lib/i18n/acceptance-vi.ts'
import { care as careEn } from '#lib/i18n/gate-care-en.ts'
import { care as careVi } from '#lib/i18n/gate-care-vi.ts'
import { standing as standingEn } from '#lib/i18n/standing-en.ts'
import { standing as standingVi } from '#lib/i18n/standing-vi.ts'
import { strangers as strangersEn } from '#lib/i18n/strangers-en.ts'
import { strangers as strangersVi } from '#lib/i18n/strangers-vi.ts'
import { termWords } from '#lib/i18n/terms.ts'
import { vi } from '#lib/i18n/vi.ts'
import type { Words } from '#lib/i18n/words.ts'
import { demoAlarmId } from '../../sync-server/demo/alarms/alarms.ts'
import { phongHiep } from '../../sync-server/demo/movement/models.ts'
import { demoWrittenAt } from '../phones/server.ts'
import { demoHui } from '../../sync-server/demo/hui/hui.ts'

/** A screen as one account of the demo sees it. */
export interface Look {
  account: string
  path: string
  /** Typed into the screen's search field first. */
  search?: string
  /** Links and buttons pressed one after the other from there, by (part of) their name. */
  press?: (t: Words) => readonly string[]
  /** What stands on it once it has arrived. */
  shows: (t: Words) => string
}

/** The books' words come with their screens. */
const hui = (t: Words) => (t === vi ? huiVi : huiEn)
const incidents = (t: Words) => (t === vi ? incidentsVi : incidentsEn)
const record = (t: Words) => (t === vi ? recordVi : recordEn)
const desk = (t: Words) => (t === vi ? deskVi : deskEn)
/** And those of motor gates. */
const sheets = (t: Words) => (t === vi ? sheetsVi : sheetsEn)
const orders = (t: Words) => (t === vi ? ordersVi : ordersEn)
const live = (t: Words) => (t === vi ? liveVi : liveEn)
const handOf = (t: Words) => (t === vi ? handVi : handEn)
const strangersIn = (t: Words) => (t === vi ? strangersVi : strangersEn)
const alarms = (t: Words) => (t === vi ? alarmVi : alarmEn)
const callsOf = (t: Words) => (t === vi ? callsVi : callsEn)
const care = (t: Words) => (t === vi ? careVi : careEn)
const acceptance = (t: Words) => (t === vi ? acceptanceVi : acceptanceEn)
const standing = (t: Words) => (t === vi ? standingVi : standingEn)
const movement = (t: Words) => (t === vi ? movementVi : movementEn)
const model = `/movement/${phongHiep[0]!.id}`

/** The demo has ids of the day on which it was written. */
const writtenAt = Number(process.env[demoWrittenAt] ?? Date.now())
const { officer } = demoHui(writtenAt)
const alarm = `/alarm/${demoAlarmId(writtenAt)}`
const collapse = officer.find(({ type }) => type === 'hui.collapse-opened')!
const host = collapse.type === 'hui.collapse-opened' ? collapse.body.host : ''
const lineOf = (code: string) =>
  officer
    .find((entry) => entry.type === 'hui.line-opened' && entry.body.code.startsWith(code))!
    .stream.slice('line/'.length)

/** The report that is written before the officers' screens are looked at. */
export const reported = 'Mất xe Wave đỏ trước quán nước, thấy hai người chạy về hướng cổng Kinh 3'

/** Every screen that is looked at; a new screen is one more row. */
export const looks: readonly Look[] = [
  { account: 'ph-truong', path: '/', shows: (t) => t.home.writeGate },
  { account: 'ph-truong', path: '/gates', shows: () => 'Cổng Chùa' },
  { account: 'ph-truong', path: '/gate/cong-1b', shows: (t) => t.log.write },
  { account: 'ph-truong', path: '/gates/new', shows: (t) => care(t).keeper },
  { account: 'ph-truong', path: '/gate/cong-1b/retire', shows: (t) => care(t).retireHold },
  { account: 'ph-truong', path: '/gate/cong-1b/acceptance', shows: (t) => acceptance(t).intro },
  {
    account: 'ph-truong',
    path: '/gate/cong-1b/acceptance/travel',
    shows: (t) => acceptance(t).steps.travel.question
  },
  { account: 'ph-truong', path: '/gate/cong-1b/open', shows: (t) => live(t).form.how },
  {
    account: 'ph-truong',
    path: '/gate/cong-1b/open?how=emergency',
    shows: (t) => live(t).form.emergency
  },
  { account: 'ph-truong', path: '/gates/log', shows: (t) => sheets(t).search.csv },
  { account: 'ph-truong', path: '/gates/sheet', shows: (t) => sheets(t).sheet.chief },
  { account: 'ph-truong', path: '/gate/cong-1b/lock', shows: (t) => orders(t).lock.notes },
  { account: 'ph-truong', path: '/gate/cong-1b/postpone', shows: (t) => orders(t).postpone.title },
  { account: 'ph-truong', path: '/gate/cong-1b/write', shows: (t) => t.note.what },
  {
    account: 'ph-truong',
    path: '/gate/cong-1b/write',
    press: (t) => [t.note.save],
    shows: (t) => t.note.whatMissing
  },
  { account: 'ph-truong', path: '/alarm', shows: (t) => alarms(t).which },
  {
    account: 'ph-truong',
    path: '/alarm',
    press: (t) => [alarms(t).runningDrill],
    shows: (t) => alarms(t).handGates
  },
  { account: 'ph-truong', path: alarm, shows: (t) => alarms(t).incident },
  { account: 'ph-truong', path: `${alarm}/describe`, shows: (t) => alarms(t).clothes },
  { account: 'ph-truong', path: `${alarm}/end`, shows: (t) => alarms(t).category },
  { account: 'ph-truong', path: `${alarm}/answer/cong-ben-do`, shows: (t) => alarms(t).answerText },
  { account: 'ph-truong', path: '/settings/alarm', shows: (t) => alarms(t).prepare.households },
  {
    account: 'ph-truong',
    path: '/settings/alarm/group/tuyen-quan-lo',
    shows: (t) => alarms(t).prepare.dropGroup
  },
  {
    account: 'ph-truong',
    path: '/settings/alarm/gate/cong-chua',
    shows: (t) => alarms(t).prepare.household
  },
  {
    account: 'ph-truong',
    path: '/settings/alarm/neighbours',
    shows: (t) => alarms(t).prepare.neighboursText
  },
  { account: 'ph-truong', path: '/incidents', shows: (t) => t.home.writeIncident },
  { account: 'ph-truong', path: '/incident/new', shows: (t) => t.home.writeIncident },
  { account: 'ph-truong', path: '/incident/tip', shows: (t) => incidents(t).tips.form.triage },
  {
    account: 'ph-truong',
    path: '/incident/new',
    press: (t) => [t.home.writeIncident],
    shows: (t) => incidents(t).form.textMissing
  },
  {
    account: 'ph-truong',
    path: '/incidents',
    press: () => [reported],
    shows: (t) => incidents(t).addNote
  },
  {
    account: 'ph-truong',
    path: '/incidents',
    press: (t) => [reported, incidents(t).paper],
    shows: (t) => record(t).limits
  },
  {
    account: 'ph-truong',
    path: '/incidents',
    press: (t) => [reported, incidents(t).addNote],
    shows: (t) => incidents(t).form.noteText
  },
  {
    account: 'ph-truong',
    path: '/incidents',
    press: (t) => [reported, incidents(t).changeStage],
    shows: (t) => incidents(t).form.reason
  },
  {
    account: 'ph-truong',
    path: '/incidents',
    press: (t) => [reported, incidents(t).end, t.note.save],
    shows: (t) => incidents(t).form.reasonMissing
  },
  { account: 'ph-truong', path: '/more', shows: (t) => t.phones.title },
  { account: 'ph-truong', path: '/phones', shows: (t) => t.phones.empty },
  {
    account: 'ph-truong',
    path: '/phones/account/ph-truc',
    shows: (t) => standing(t).account.hold
  },
  { account: 'ph-truong', path: '/sync', shows: (t) => t.syncing.now },
  { account: 'ph-truong', path: '/settings', shows: (t) => t.settings.lock },
  { account: 'ph-truong', path: '/settings/numbers', shows: (t) => callsOf(t).policeNumber },
  {
    account: 'ph-truong',
    path: '/settings/hui-words',
    shows: (t) => termWords(t === vi ? 'vi' : 'en').preview
  },
  { account: 'ph-cong1b', path: '/more', shows: (t) => callsOf(t).police },
  { account: 'ph-cong1b', path: '/gate/cong-1b', shows: (t) => live(t).hold },
  { account: 'ph-cong1b', path: '/', shows: (t) => t.home.writeClosed },
  { account: 'lt-ubnd', path: '/', shows: (t) => desk(t).notices },
  { account: 'ph-cong1b', path: '/gate/cong-1b/write', shows: (t) => t.note.what },
  { account: 'ph-khoa', path: '/gate/cong-ben-do/hand?what=closed', shows: (t) => handOf(t).shoot },
  { account: 'ph-khoa', path: '/gate/cong-ben-do', shows: (t) => handOf(t).stands.opened },
  { account: 'ph-khoa', path: '/strangers/new?gate=cong-ben-do', shows: (t) => strangersIn(t).which },
  { account: 'ph-truong', path: '/strangers', search: '000.31', shows: () => '69X9-000.31' },
  {
    account: 'ph-truong',
    path: '/strangers',
    search: '000.15',
    press: () => ['69X9-000.15'],
    shows: (t) => strangersIn(t).linked
  },
  {
    account: 'ph-truong',
    path: '/strangers',
    search: '000.31',
    press: (t) => ['69X9-000.31', strangersIn(t).link],
    shows: (t) => strangersIn(t).linkText
  },
  {
    account: 'ph-truong',
    path: '/strangers',
    search: '000.31',
    press: (t) => ['69X9-000.31', strangersIn(t).mendPlate],
    shows: (t) => strangersIn(t).plateHint
  },
  { account: 'lt-truong', path: '/hui', shows: () => 'LT-04 · Ba Huệ' },
  { account: 'lt-truong', path: '/hui', search: 'ba hue', shows: () => 'Ba Huệ' },
  { account: 'lt-truong', path: '/hui', search: 'xyz', shows: (t) => hui(t).notFound },
  { account: 'lt-truong', path: '/hui/new', shows: (t) => hui(t).form.members },
  {
    account: 'lt-truong',
    path: '/hui/new',
    press: (t) => [hui(t).open],
    shows: (t) => hui(t).form.codeMissing
  },
  { account: 'lt-truong', path: '/hui/person/new', shows: (t) => hui(t).person.name },
  { account: 'lt-truong', path: '/movement', shows: (t) => movement(t).published },
  { account: 'ph-tonghop', path: '/movement', shows: (t) => movement(t).published },
  { account: 'ph-tonghop', path: '/movement/new', shows: (t) => movement(t).form.field },
  { account: 'ph-tonghop', path: model, shows: (t) => movement(t).countGroup },
  { account: 'ph-tonghop', path: `${model}/edit`, shows: (t) => movement(t).form.until },
  { account: 'ph-tonghop', path: `${model}/group/new`, shows: (t) => movement(t).form.members },
  { account: 'lt-truong', path: `/hui/${lineOf('VD-02')}`, shows: (t) => hui(t).line.notYetDue },
  { account: 'lt-truong', path: `/hui/${lineOf('LT-26')}/pay`, shows: (t) => hui(t).pay.advance },
  { account: 'lt-truong', path: `/hui/person/${host}`, shows: (t) => hui(t).collapse.hosted },
  { account: 'lt-truong', path: `/hui/${collapse.stream}`, shows: (t) => hui(t).collapse.total },
  { account: 'lt-truong', path: `/hui/${collapse.stream}/claim`, shows: (t) => hui(t).collapse.paperField },
  {
    account: 'lt-truong',
    path: '/hui',
    search: 'tang my hue',
    press: () => ['Ba Huệ Tăng Mỹ Huệ'],
    shows: (t) => hui(t).person.edit
  },
  { account: 'lt-truong', path: '/hui', press: () => ['LT-01'], shows: (t) => hui(t).line.gross },
  {
    account: 'lt-truong',
    path: '/hui',
    press: (t) => ['LT-01', hui(t).entries.reverse],
    shows: (t) => hui(t).entries.reason
  },
  {
    account: 'lt-truong',
    path: '/hui',
    press: (t) => ['LT-01', hui(t).line.openRound],
    shows: (t) => hui(t).round.bidder
  },
  {
    account: 'lt-truong',
    path: '/hui',
    press: (t) => ['LT-01', hui(t).line.openRound, hui(t).round.save],
    shows: (t) => hui(t).round.lotMissing
  },
  {
    account: 'lt-truong',
    path: '/hui',
    press: (t) => ['LT-01', hui(t).line.pay],
    shows: (t) => hui(t).pay.round
  },
  {
    account: 'lt-truong',
    path: '/hui',
    press: (t) => ['LT-04', hui(t).line.pay, hui(t).pay.other, hui(t).pay.handOver],
    shows: (t) => hui(t).pay.handed
  },
  { account: 'lt-truong', path: '/hui', press: () => ['LT-02'], shows: (t) => hui(t).line.gross },
  { account: 'lt-truong', path: '/hui', press: () => ['LT-18'], shows: (t) => hui(t).line.dispute },
  { account: 'ph-ubnd', path: '/gallery', shows: (t) => t.pin.opening },
  { account: 'ph-ubnd', path: '/', shows: (t) => hui(t).empty },
  { account: 'ph-ubnd', path: '/hui', shows: (t) => hui(t).empty },
  { account: 'ph-ubnd', path: '/incidents', shows: (t) => incidents(t).closedToYou },
  { account: 'ph-ubnd', path: '/gate/cong-1b', shows: () => 'Cổng 1B' }
]
