import { demoNotices } from '../../../sync-server/demo/notices/notices.ts'
import type { Look } from '../screen.ts'
import { register } from '../vocabulary.ts'
import { writtenAt } from '../written.ts'

const { officer } = demoNotices(writtenAt)
const addressOf = (code: string) => {
  const listed = officer.find((entry) => entry.type === 'notices.line-listed' && entry.body.line === code)!
  return `/notices/${listed.stream.slice('notice/'.length)}`
}
const line = '/notices/[id]'

const committee: readonly Omit<Look, 'account'>[] = [
  { path: '/notices', shows: (t) => register(t).supplements },
  { path: '/notices', search: 'xyz', shows: (t) => register(t).notFound },
  { path: addressOf('LT-07'), shows: (t) => register(t).noNotices },
  { path: addressOf('LT-12'), shows: (t) => register(t).withdraw },
  {
    path: addressOf('LT-12'),
    press: (t) => [register(t).withdraw, register(t).withdraw],
    shows: (t) => register(t).reasonMissing
  },
  { path: `${addressOf('LT-07')}/receive`, shows: (t) => register(t).form.said },
  { path: `${addressOf('LT-07')}/ask`, shows: (t) => register(t).ask.byText },
  { path: '/notices/new', shows: (t) => register(t).form.host },
  {
    path: '/notices/new',
    press: (t) => [register(t).write],
    shows: (t) => register(t).form.hostMissing
  },
  {
    path: `${addressOf('LT-12')}/receive`,
    press: (t) => [register(t).write],
    shows: (t) => register(t).form.numberMissing
  },
  { path: addressOf('LT-12'), shows: (t) => register(t).place.apart },
  {
    path: addressOf('LT-12'),
    press: (t) => [register(t).number('04/TB'), register(t).place.link],
    to: `${line}/place/[notice]`,
    shows: (t) => register(t).place.text
  },
  {
    path: addressOf('LT-04'),
    press: (t) => [register(t).print],
    to: `${line}/receipt/[notice]`,
    shows: (t) => register(t).paper.limits
  }
]

/** The register of notices, as the People's Committee and the police see it. */
export const noticeScreens: readonly Look[] = [
  ...committee.map((look) => ({ account: 'lt-ubnd', ...look })),
  { account: 'lt-truong', path: '/notices', shows: (t) => register(t).missing },
  { account: 'ph-cong1b', path: '/notices', shows: (t) => register(t).closed }
]
