import type { Look } from '../screen.ts'
import { demoHui } from '../../../sync-server/demo/hui/hui.ts'
import { erasure, groups, hui, huiHost, huiLaw, remarks, signs } from '../vocabulary.ts'
import { writtenAt } from '../written.ts'

const { officer } = demoHui(writtenAt)
const agreed = officer.filter((entry) => entry.type === 'hui.line-agreed')
const lineOf = (code: string) => agreed.find(({ body }) => body.code.startsWith(code))!
const addressOf = (code: string) => `/hui/${lineOf(code).stream.slice('line/'.length)}`
const stopped = agreed.find(({ stream }) =>
  officer.some((entry) => entry.type === 'hui.line-stopped' && entry.stream === stream)
)!.body.code
const collapse = officer.find((entry) => entry.type === 'hui.collapse-opened')!
const line = '/hui/[id]'
/** The group of Ba Huệ, who has lines in the book, and that of a host who is silent and was reminded. */
const [known, reminded] = groupAddresses()

function groupAddresses(): [string, string] {
  const about = demoHui(writtenAt).colleague
  const address = (type: string) =>
    `/hui/groups/${about.find((entry) => entry.type === type)!.stream.slice('group/'.length)}`
  return [address('hui.group-registered'), address('hui.host-reminded')]
}

const commander: readonly Omit<Look, 'account'>[] = [
  { path: '/hui', shows: () => 'LT-04 · Ba Huệ' },
  { path: '/hui', search: 'ba hue', shows: () => 'Ba Huệ' },
  { path: '/hui', search: 'xyz', shows: (t) => hui(t).notFound },
  { path: '/hui/new', shows: (t) => hui(t).form.members },
  { path: '/hui/new', press: (t) => [hui(t).open], shows: (t) => hui(t).form.codeMissing },
  { path: '/hui/person/new', shows: (t) => hui(t).person.name },
  { path: addressOf('VD-02'), shows: (t) => hui(t).line.notYetDue },
  { path: `${addressOf('LT-26')}/pay`, shows: (t) => hui(t).pay.cover },
  { path: `${addressOf('LT-01')}/amend`, shows: (t) => hui(t).amend.reason },
  { path: `${addressOf('LT-01')}/transfer`, shows: (t) => hui(t).transfer.signed },
  { path: `${addressOf('LT-01')}/members`, shows: (t) => hui(t).members.kind },
  {
    path: `${addressOf('LT-01')}/members`,
    press: (t) => [hui(t).members.kinds['hui.guarantor-agreed']],
    shows: (t) => hui(t).members.guarantee.endKinds.line
  },
  { path: `${addressOf('VD-02')}/ledger`, shows: (t) => hui(t).ledger.principal },
  { path: `${addressOf(stopped)}/debt`, shows: (t) => hui(t).settlement.form.instalments },
  { path: `${addressOf(stopped)}/settlement`, shows: (t) => hui(t).settlement.form.shares },
  { path: `${addressOf('VD-02')}/interest`, shows: (t) => hui(t).ledger.form.account },
  { path: `${addressOf('LT-01')}/stop`, shows: (t) => hui(t).stop.reason },
  { path: `/hui/person/${collapse.body.host}`, shows: (t) => hui(t).collapse.hosted },
  {
    path: `/hui/person/${lineOf('LT-01').body.host}`,
    press: (t) => [huiHost(t).show],
    shows: (t) => huiHost(t).liability.owed
  },
  {
    path: `/hui/person/${lineOf('LT-01').body.host}`,
    press: (t) => [huiLaw(t).fines.title],
    shows: (t) => huiLaw(t).fines.text
  },
  { path: `/hui/person/${lineOf('LT-01').body.host}/collapse`, shows: (t) => hui(t).collapse.gist },
  { path: `/hui/person/${collapse.body.host}/erase`, shows: (t) => erasure(t).person.title },
  { path: `/hui/person/${lineOf('LT-01').body.host}/remarks`, shows: (t) => remarks(t).add },
  { path: `/hui/person/${lineOf('LT-01').body.host}/remarks/mark`, shows: (t) => remarks(t).mark.number },
  {
    path: `/hui/person/${lineOf('LT-01').body.host}/remarks/sale`,
    press: (t) => [remarks(t).save],
    shows: (t) => remarks(t).sale.sellerMissing
  },
  { path: `/hui/person/${lineOf('LT-01').body.host}/signs`, shows: (t) => signs(t).how },
  {
    path: `/hui/person/${lineOf('LT-01').body.host}/signs`,
    press: (t) => [signs(t).review],
    shows: (t) => signs(t).outcome
  },
  {
    path: `/hui/person/${lineOf('LT-01').body.host}/signs`,
    press: (t) => [signs(t).how],
    shows: (t) => signs(t).lacks.R20
  },
  { path: `/hui/${collapse.stream}`, shows: (t) => hui(t).collapse.total },
  { path: `/hui/${collapse.stream}/compare`, shows: (t) => hui(t).comparison.heading },
  { path: `/hui/${collapse.stream}/claim`, shows: (t) => hui(t).collapse.paperField },
  {
    path: '/hui',
    search: 'tang my hue',
    press: () => ['Ba Huệ Tăng Mỹ Huệ'],
    to: '/hui/person/[id]',
    shows: (t) => hui(t).person.edit
  },
  { path: `/hui/person/${lineOf('LT-01').body.host}/edit`, shows: (t) => hui(t).person.nameHint },
  { path: '/hui?need=due', shows: () => 'LT-18' },
  { path: '/hui', press: () => ['LT-01'], to: line, shows: (t) => hui(t).line.gross },
  {
    path: '/hui',
    press: (t) => ['LT-01', hui(t).entries.reverse.act],
    to: line,
    shows: (t) => hui(t).entries.reverse.reason
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
    press: (t) => ['LT-01', hui(t).line.openRound, hui(t).round.collectedOptions.but],
    to: `${line}/round`,
    shows: (t) => hui(t).round.unpaid
  },
  {
    path: '/hui',
    press: (t) => ['LT-01', hui(t).line.pay],
    to: `${line}/pay`,
    shows: (t) => hui(t).pay.round
  },
  {
    path: '/hui',
    press: (t) => ['LT-04', hui(t).line.pay, hui(t).pay.days.other],
    to: `${line}/pay`,
    shows: (t) => hui(t).pay.otherDay
  },
  {
    path: '/hui',
    press: (t) => ['LT-04', hui(t).line.pay, hui(t).pay.other, hui(t).pay.handOver],
    to: `${line}/pay`,
    shows: (t) => hui(t).pay.handed
  },
  {
    path: '/hui',
    press: (t) => ['VD-02', hui(t).receipt.issue, hui(t).receipt.sure],
    to: `${line}/receipt/[receipt]`,
    shows: (t) => hui(t).receipt.copy
  },
  { path: '/hui/groups', shows: (t) => groups(t).silent.title },
  { path: '/hui/groups/new', shows: (t) => groups(t).form.members },
  { path: '/hui/groups/new', press: (t) => [t.note.save], shows: (t) => groups(t).form.hostMissing },
  { path: known, shows: (t) => groups(t).page.seats },
  { path: reminded, shows: (t) => groups(t).silent.again },
  { path: `${known}/edit`, shows: (t) => groups(t).form.face },
  { path: `${known}/report`, shows: (t) => groups(t).form.gist },
  { path: `${known}/commitment`, shows: (t) => groups(t).form.reference },
  { path: `${known}/status`, shows: (t) => groups(t).form.reason },
  { path: `${known}/seat`, shows: (t) => groups(t).form.seatWho },
  { path: `${known}/asset`, shows: (t) => groups(t).form.assetText },
  { path: `${known}/link`, shows: (t) => groups(t).form.tipText },
  { path: '/hui', press: () => ['LT-02'], to: line, shows: (t) => hui(t).line.gross },
  { path: '/hui', press: () => ['LT-18'], to: line, shows: (t) => hui(t).line.dispute }
]

export const huiScreens: readonly Look[] = [
  ...commander.map((look) => ({ account: 'lt-truong', ...look })),
  { account: 'ph-ubnd', path: '/hui', shows: (t) => hui(t).closed }
]
