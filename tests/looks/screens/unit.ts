import { phongHiepModels } from '../../../sync-server/demo/movement/models.ts'
import type { Look } from '../screen.ts'
import {
  alarms,
  calls,
  handover,
  live,
  loss,
  movement,
  notices,
  passwords,
  gateBox,
  peers,
  phoneFigures,
  register,
  rights,
  sessions,
  standing,
  terms,
  unsent
} from '../vocabulary.ts'
import { oldPhone } from '../written.ts'

const model = `/movement/${phongHiepModels[0]!.id}`
const phone = '/phones/[device]'
/** The officer of the demo who has handed work over, and who has it now. */
const leaver = '/phones/account/ph-truc'
const successor = 'Nguyễn Thị Cẩm Tú'

/** First pages, phones, settings and the movement. */
export const unitScreens: readonly Look[] = [
  { account: 'ph-truong', path: '/', shows: (t) => t.home.writeTip },
  { account: 'ph-truong', path: '/more', shows: (t) => t.phones.title },
  { account: 'ph-truong', path: '/phones', shows: (t) => standing(t).noneWaiting },
  {
    account: 'ph-truong',
    path: '/phones',
    press: () => ['Máy trực ban xã'],
    to: phone,
    shows: (t) => standing(t).phone.hold
  },
  {
    account: 'ph-truong',
    path: '/phones/account/ph-cong1b',
    press: () => [oldPhone],
    to: phone,
    shows: (t) => standing(t).phone.readmitText
  },
  { account: 'ph-truong', path: leaver, shows: (t) => standing(t).account.hold },
  { account: 'ph-truong', path: `${leaver}/handover`, shows: (t) => handover(t).hold },
  { account: 'ph-truong', path: '/phones/account/ph-ubnd/handover', shows: (t) => handover(t).nothing },
  { account: 'ph-truong', path: '/handover/khong-co', shows: (t) => handover(t).unknown },
  {
    account: 'ph-truong',
    path: leaver,
    press: (t) => [handover(t).handed(successor)],
    to: '/handover/[id]',
    shows: (t) => handover(t).print
  },
  {
    account: 'ph-truong',
    path: leaver,
    press: (t) => [handover(t).handed(successor), handover(t).print],
    to: '/handover/[id]/print',
    shows: (t) => handover(t).paper.all
  },
  {
    account: 'ph-truong',
    path: '/phones',
    press: (t) => ['Máy trực ban xã', loss(t).row],
    to: `${phone}/lost`,
    shows: (t) => loss(t).hold
  },
  {
    account: 'ph-truong',
    path: '/phones/account/ph-cong1b',
    press: (t) => [oldPhone, loss(t).row],
    to: `${phone}/lost`,
    shows: (t) => loss(t).toPersons
  },
  {
    account: 'ph-truong',
    path: '/phones/account/ph-cong1b',
    press: (t) => [oldPhone, loss(t).row, loss(t).paperRow],
    to: `${phone}/lost/paper`,
    shows: (t) => loss(t).paper.heading
  },
  { account: 'ph-truong', path: '/sync', shows: (t) => t.syncing.now },
  // With a refused record: tests/browser/sync/refused.spec.ts.
  { account: 'ph-truong', path: '/sync/1', shows: (t) => unsent(t).one.gone },
  { account: 'ph-truong', path: '/peers', shows: (t) => peers(t).give.open },
  // No camera is there: tests/browser/peers/qr.spec.ts has one.
  { account: 'ph-truong', path: '/peers?do=give', shows: (t) => peers(t).qr.cameras['no-camera'] },
  { account: 'ph-truong', path: '/peers?do=give&by=file', shows: (t) => peers(t).give.whom },
  { account: 'ph-truong', path: '/peers?do=take', shows: (t) => peers(t).qr.cameras['no-camera'] },
  { account: 'ph-truong', path: '/peers?do=take&by=file', shows: (t) => peers(t).take.file },
  { account: 'ph-truong', path: '/peers?do=gate', shows: (t) => gateBox(t).none },
  { account: 'ph-truong', path: '/peers?do=wifi', shows: (t) => peers(t).channel.offer },
  { account: 'ph-truong', path: '/settings', shows: (t) => t.settings.lock },
  { account: 'ph-truong', path: '/phones/own', shows: (t) => sessions(t).own.text },
  { account: 'ph-truong', path: '/settings/rights', shows: (t) => rights(t).books },
  { account: 'ph-truong', path: '/settings/phone', shows: (t) => phoneFigures(t).speed },
  { account: 'ph-cong1b', path: '/settings/rights', shows: (t) => rights(t).stricter },
  { account: 'ph-truong', path: '/settings/lock', shows: (t) => t.pin.enter },
  { account: 'ph-truong', path: '/settings/password', shows: (t) => passwords(t).text },
  { account: 'ph-truong', path: '/settings/numbers', shows: (t) => calls(t).policeNumber },
  { account: 'ph-truong', path: '/settings/hui-words', shows: (t) => terms(t).preview },
  // What a gate tells stands over every page until somebody has seen that gate's.
  { account: 'ph-cong1b', path: '/more', shows: (t) => notices(t).kinds.obstructed as string, live: true },
  { account: 'ph-cong1b', path: '/', shows: (t) => live(t).form.otherReason, live: true },
  { account: 'ph-cong1b', path: '/more', shows: (t) => calls(t).police },
  { account: 'ph-cong1b', path: '/phones', shows: (t) => t.notYours },
  { account: 'ph-cong1b', path: '/settings/alarm', shows: (t) => alarms(t).prepare.title },
  { account: 'ph-tonghop', path: '/movement', shows: (t) => movement(t).published },
  { account: 'ph-tonghop', path: '/movement/new', shows: (t) => movement(t).form.field },
  { account: 'ph-tonghop', path: model, shows: (t) => movement(t).countGroup },
  { account: 'ph-tonghop', path: `${model}/edit`, shows: (t) => movement(t).form.until },
  { account: 'ph-tonghop', path: `${model}/group/new`, shows: (t) => movement(t).form.members },
  { account: 'lt-truong', path: '/movement', shows: (t) => movement(t).published },
  { account: 'lt-ubnd', path: '/', shows: (t) => register(t).missing },
  { account: 'ph-ubnd', path: '/', shows: (t) => register(t).empty }
]
