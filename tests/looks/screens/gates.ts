import {
  acceptance,
  care,
  decision,
  gateSms,
  gateSurvey,
  hand,
  live,
  local,
  orders,
  sheets
} from '../vocabulary.ts'
import type { Look } from '../screen.ts'
import { accepted, emergency } from '../written.ts'

const own = '/gate/cong-1b'

const commander: readonly Omit<Look, 'account'>[] = [
  { path: '/gates', shows: () => 'Cổng Chùa' },
  { path: '/gates?write', shows: (t) => t.gates.pickToWrite },
  { path: own, shows: (t) => t.log.write },
  { path: '/gate/cong-kinh-3', shows: (t) => live(t).camera.none },
  { path: '/gate/cong-chua', shows: (t) => t.log.write },
  { path: '/gate/khong-co', shows: (t) => t.gates.unknown },
  { path: '/gates/new', shows: (t) => care(t).keepers },
  { path: '/gates/new', press: (t) => [t.note.save], shows: (t) => care(t).kindMissing },
  { path: `${own}/edit`, shows: (t) => care(t).codeText },
  { path: `${own}/retire`, shows: (t) => care(t).retireHold },
  { path: `${own}/local`, shows: (t) => local(t).address },
  { path: `${own}/sms`, shows: (t) => gateSms(t).setText },
  { path: `${own}/decision`, shows: (t) => decision(t).replaces },
  { path: `${own}/decision/withdraw`, shows: (t) => decision(t).withdrawText },
  { path: `${own}/sign`, shows: (t) => decision(t).sign.ask },
  { path: '/gate/cong-chua/sign', shows: (t) => decision(t).sign.ask },
  { path: `${own}/survey`, shows: (t) => gateSurvey(t).text },
  { path: `${own}/acceptance`, shows: (t) => acceptance(t).intro },
  ...(['travel', 'obstruction', 'wall-button', 'power-half', 'agent-away', 'warning'] as const).map(
    (step): Omit<Look, 'account'> => ({
      path: `${own}/acceptance/${step}`,
      shows: (t) => acceptance(t).steps[step].question
    })
  ),
  { path: `${own}/accepted/${accepted}`, shows: (t) => acceptance(t).paper.title },
  { path: `${own}/review/${emergency}`, shows: (t) => orders(t).review.text },
  { path: `${own}/open`, shows: (t) => live(t).form.how },
  { path: `${own}/open?how=emergency`, shows: (t) => live(t).form.emergency },
  { path: '/gates/log', shows: (t) => sheets(t).search.csv },
  {
    path: '/gates/log',
    choose: (t) => [sheets(t).search.kind, sheets(t).kinds.trouble],
    shows: () => 'Cửa cuốn kêu to, chạy chậm; đã báo thợ'
  },
  {
    path: '/gates/log',
    choose: (t) => [sheets(t).search.gate, 'Cổng Chùa'],
    shows: () => '15/QĐ-UBND'
  },
  { path: '/gates/sheet', shows: (t) => sheets(t).sheet.chief },
  { path: `${own}/lock`, shows: (t) => orders(t).lock.notes },
  { path: `${own}/postpone`, shows: (t) => orders(t).postpone.title },
  { path: `${own}/write`, shows: (t) => t.note.what },
  { path: `${own}/write`, press: (t) => [t.note.save], shows: (t) => t.note.whatMissing }
]

export const gateScreens: readonly Look[] = [
  ...commander.map((look) => ({ account: 'ph-truong', ...look })),
  { account: 'ph-cong1b', path: own, shows: (t) => live(t).hold },
  { account: 'ph-cong1b', path: `${own}/write`, shows: (t) => t.note.what },
  { account: 'ph-khoa', path: '/gate/cong-ben-do/hand?what=closed', shows: (t) => hand(t).shoot },
  { account: 'ph-khoa', path: '/gate/cong-ben-do', shows: (t) => hand(t).stands.opened },
  { account: 'ph-cong1b', path: `${own}/sign`, shows: (t) => decision(t).sign.ask },
  { account: 'ph-ubnd', path: own, shows: (t) => decision(t).change },
  { account: 'lt-truong', path: '/gates/log', shows: (t) => sheets(t).search.none }
]
