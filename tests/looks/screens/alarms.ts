import { demoAlarmId } from '../../../sync-server/demo/alarms/alarms.ts'
import type { Look } from '../screen.ts'
import { alarms, live, orders } from '../vocabulary.ts'
import { writtenAt } from '../written.ts'

const over = `/alarm/${demoAlarmId(writtenAt)}`

const commander: readonly Omit<Look, 'account'>[] = [
  { path: '/alarm', shows: (t) => alarms(t).which },
  { path: '/alarm?drill', shows: (t) => alarms(t).toAlarm },
  { path: '/alarm/khong-co', shows: (t) => alarms(t).unknown },
  {
    path: '/alarm',
    press: (t) => [alarms(t).runningDrill],
    to: '/alarm/[id]',
    shows: (t) => alarms(t).describe
  },
  {
    path: '/alarm',
    press: (t) => [alarms(t).runningDrill, alarms(t).endDrill],
    to: '/alarm/[id]/end',
    shows: (t) => alarms(t).endText
  },
  { path: over, shows: (t) => alarms(t).incident },
  { path: `${over}/describe`, shows: (t) => alarms(t).clothes },
  { path: `${over}/end`, shows: (t) => alarms(t).category },
  { path: `${over}/answer/cong-ben-do`, shows: (t) => alarms(t).answerText },
  { path: '/settings/alarm', shows: (t) => alarms(t).prepare.households },
  { path: '/settings/alarm/group/tuyen-quan-lo', shows: (t) => alarms(t).prepare.dropGroup },
  {
    path: '/settings/alarm/group/new',
    press: (t) => [t.note.save],
    shows: (t) => alarms(t).prepare.groupGatesMissing
  },
  { path: '/settings/alarm/gate/cong-chua', shows: (t) => alarms(t).prepare.household },
  { path: '/settings/alarm/neighbours', shows: (t) => alarms(t).prepare.neighboursText }
]

/** An alarm that runs, as the officer who started it has it. */
const officer: readonly Omit<Look, 'account'>[] = [
  { path: '/', shows: (t) => alarms(t).running },
  {
    path: '/alarm',
    press: (t) => [alarms(t).running, 'Cổng 1B'],
    to: '/alarm/[id]',
    shows: (t) => alarms(t).locked
  },
  {
    path: '/alarm',
    press: (t) => [alarms(t).running, alarms(t).describe, t.note.save],
    to: '/alarm/[id]/describe',
    shows: (t) => alarms(t).nothingSaid
  },
  {
    path: '/alarm',
    press: (t) => [alarms(t).running, 'Cổng Chùa', alarms(t).answer],
    to: '/alarm/[id]/answer/[gate]',
    shows: (t) => alarms(t).answers.cannot
  },
  {
    path: '/alarm',
    press: (t) => [alarms(t).running, alarms(t).end],
    to: '/alarm/[id]/end',
    shows: (t) => alarms(t).endText
  },
  { path: '/gate/cong-1b', shows: (t) => orders(t).lock.release },
  { path: '/gate/cong-1b/lock', shows: (t) => orders(t).lock.unlock }
]

export const alarmScreens: readonly Look[] = [
  ...commander.map((look) => ({ account: 'ph-truong', ...look })),
  ...officer.map((look) => ({ account: 'ph-truc', ...look })),
  // The keeper of a hand gate, whom it waits for.
  { account: 'ph-khoa', path: '/', shows: (t) => alarms(t).banner.yours('Cổng Bến Đò') },
  {
    account: 'ph-khoa',
    path: '/alarm',
    press: (t) => [alarms(t).running],
    to: '/alarm/[id]',
    shows: (t) => alarms(t).holdGate
  },
  { account: 'ph-ubnd', path: '/alarm', shows: (t) => alarms(t).closedToYou },
  { account: 'ph-tonghop', path: '/gates', shows: (t) => live(t).closeAll, live: true }
]
