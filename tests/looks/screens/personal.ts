import { demoPrivate } from '../../../sync-server/demo/personal/personal.ts'
import type { Look } from '../screen.ts'
import { privateBook, processing } from '../vocabulary.ts'
import { writtenAt } from '../written.ts'

const { reader } = demoPrivate(writtenAt)
const host = `/private/person/${reader[0]!.stream.slice('subject/'.length)}`
const one = '/private/[about]/[id]'

/** Shows the private book to those who read it, and to one who does not. */
export const personalScreens: readonly Look[] = [
  { account: 'lt-truc', path: '/private', shows: (t) => privateBook(t).abouts.person },
  { account: 'ph-truc', path: '/private', shows: (t) => privateBook(t).closed },
  { account: 'lt-truc', path: host, shows: (t) => privateBook(t).kinds['bank-account'] },
  {
    account: 'lt-truc',
    path: host,
    press: (t) => [privateBook(t).show],
    shows: (t) => privateBook(t).whyText
  },
  {
    account: 'lt-truc',
    path: `${host}/add`,
    press: (t) => [privateBook(t).add],
    shows: (t) => privateBook(t).missing
  },
  {
    account: 'lt-truong',
    path: host,
    press: (t) => [privateBook(t).correct],
    to: `${one}/[detail]/correct`,
    shows: (t) => privateBook(t).noPhoto
  },
  {
    account: 'lt-truong',
    path: host,
    press: (t) => [privateBook(t).remove],
    to: `${one}/[detail]/remove`,
    shows: (t) => privateBook(t).removeText
  },
  { account: 'lt-truong', path: '/settings/personal', shows: (t) => processing(t).overdue },
  {
    account: 'lt-truong',
    path: '/settings/personal',
    press: (t) => [processing(t).answer],
    shows: (t) => processing(t).said
  },
  {
    account: 'lt-truong',
    path: '/settings/personal/new',
    press: (t) => [processing(t).receive],
    shows: (t) => processing(t).fromMissing
  },
  { account: 'lt-truong', path: '/settings/personal/record', shows: (t) => processing(t).paper.heading }
]
