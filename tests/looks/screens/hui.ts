import type { Look } from '../screen.ts'
import { demoHui } from '../../../sync-server/demo/hui/hui.ts'
import { erasure, hui } from '../vocabulary.ts'
import { writtenAt } from '../written.ts'

const { officer } = demoHui(writtenAt)
const opened = officer.filter((entry) => entry.type === 'hui.line-opened')
const lineOf = (code: string) => opened.find(({ body }) => body.code.startsWith(code))!
const addressOf = (code: string) => `/hui/${lineOf(code).stream.slice('line/'.length)}`
const collapse = officer.find((entry) => entry.type === 'hui.collapse-opened')!
const line = '/hui/[id]'

const commander: readonly Omit<Look, 'account'>[] = [
  { path: '/hui', shows: () => 'LT-04 · Ba Huệ' },
  { path: '/hui', search: 'ba hue', shows: () => 'Ba Huệ' },
  { path: '/hui', search: 'xyz', shows: (t) => hui(t).notFound },
  { path: '/hui/new', shows: (t) => hui(t).form.members },
  { path: '/hui/new', press: (t) => [hui(t).open], shows: (t) => hui(t).form.codeMissing },
  { path: '/hui/person/new', shows: (t) => hui(t).person.name },
  { path: addressOf('VD-02'), shows: (t) => hui(t).line.notYetDue },
  { path: `${addressOf('LT-26')}/pay`, shows: (t) => hui(t).pay.advance },
  { path: `${addressOf('LT-01')}/stop`, shows: (t) => hui(t).stop.reason },
  { path: `/hui/person/${collapse.body.host}`, shows: (t) => hui(t).collapse.hosted },
  { path: `/hui/person/${lineOf('LT-01').body.host}/collapse`, shows: (t) => hui(t).collapse.gist },
  { path: `/hui/person/${collapse.body.host}/erase`, shows: (t) => erasure(t).person.title },
  { path: `/hui/${collapse.stream}`, shows: (t) => hui(t).collapse.total },
  { path: `/hui/${collapse.stream}/claim`, shows: (t) => hui(t).collapse.paperField },
  {
    path: '/hui',
    search: 'tang my hue',
    press: () => ['Ba Huệ Tăng Mỹ Huệ'],
    to: '/hui/person/[id]',
    shows: (t) => hui(t).person.edit
  },
  { path: '/hui', press: () => ['LT-01'], to: line, shows: (t) => hui(t).line.gross },
  {
    path: '/hui',
    press: (t) => ['LT-01', hui(t).entries.reverse],
    to: line,
    shows: (t) => hui(t).entries.reason
  },
  {
    path: '/hui',
    press: (t) => ['LT-01', hui(t).line.openRound],
    to: `${line}/round`,
    shows: (t) => hui(t).round.bidder
  },
  {
    path: '/hui',
    press: (t) => ['LT-01', hui(t).line.openRound, hui(t).round.save],
    to: `${line}/round`,
    shows: (t) => hui(t).round.lotMissing
  },
  {
    path: '/hui',
    press: (t) => ['LT-01', hui(t).line.pay],
    to: `${line}/pay`,
    shows: (t) => hui(t).pay.round
  },
  {
    path: '/hui',
    press: (t) => ['LT-04', hui(t).line.pay, hui(t).pay.other, hui(t).pay.handOver],
    to: `${line}/pay`,
    shows: (t) => hui(t).pay.handed
  },
  { path: '/hui', press: () => ['LT-02'], to: line, shows: (t) => hui(t).line.gross },
  { path: '/hui', press: () => ['LT-18'], to: line, shows: (t) => hui(t).line.dispute }
]

export const huiScreens: readonly Look[] = [
  ...commander.map((look) => ({ account: 'lt-truong', ...look })),
  { account: 'ph-ubnd', path: '/hui', shows: (t) => hui(t).closed }
]
