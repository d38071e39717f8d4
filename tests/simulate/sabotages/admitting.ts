import type { Law } from '../inside/broken.ts'
import type { Plot } from '../inside/plots.ts'
import type { Change } from '../bundle.ts'
import type { Sabotage } from './sabotage.ts'

const without = (
  name: string,
  plot: Plot,
  seen: number,
  file: string,
  find: string,
  put: string,
  law: Law = 'genuine'
): Sabotage => both(name, plot, seen, [{ file, find, put }], law)

/** Where two guards protect the same, both go. */
const both = (
  name: string,
  plot: Plot,
  seen: number,
  changes: readonly Change[],
  law: Law = 'genuine'
): Sabotage => ({ name, law, plots: [plot], seen, changes })

const judge = 'sync-server/admission/judge.ts'
const stamped = 'sync-server/admission/stamped.ts'
const rules = 'src/lib/domain/rules.ts'
const chain = 'src/lib/domain/directory/chain.ts'
const openSession = 'sync-server/sessions/open-session.ts'
const approved = "if (!device.admitted) return 'not-approved'"

/** Takes out guards of what a server admits, whom a directory believes, and who has a session. */
export const admitting: readonly Sabotage[] = [
  without(
    'no signature is checked',
    'forger',
    7,
    judge,
    'if (key === null || (key && !(',
    'if (key === null || (false && !('
  ),
  without(
    'a device that nobody enrolled is let in',
    'forger',
    1,
    judge,
    "if (!device) return 'not-enrolled'",
    'if (!device) return { acting: today, author: null }'
  ),
  without(
    'what a barred one writes is taken, and his time believed',
    'ousted',
    1,
    'src/lib/domain/trust.ts',
    'if (!isKnownType(fact.type) || isTheirs) return false',
    'return false'
  ),
  without(
    'what its author might never write is carried',
    'ousted',
    1,
    judge,
    '!mayAuthor(fact, rights) ||',
    ''
  ),
  without(
    'a key of any name opens a session',
    'forger',
    1,
    openSession,
    'return (before?.provedAt ?? null) !== null || (vouched && resetAt === undefined)',
    'return true'
  ),
  without(
    'a device that waits counts as approved',
    'forger',
    1,
    'sync-server/sessions/standing.ts',
    "own && lasts(own, now) ? 'approved' : 'waiting'",
    "'approved'"
  ),
  without(
    'a record bears an id that is not its own',
    'forger',
    1,
    'sync-server/admission/unfit.ts',
    "return hasOwnId(fact) ? null : { code: 'bad-id' }",
    'return null'
  ),
  both('a device that nobody has approved is believed', 'forger', 13, [
    { file: judge, find: approved, put: '' },
    {
      file: judge,
      find: "if (!author) return 'not-approved'",
      put: 'if (!author) return { acting: today, author: null }'
    }
  ]),
  without(
    'a device that waits brings what another one has signed',
    'forger',
    1,
    judge,
    "if (holder.state === 'waiting') return 'not-approved'",
    ''
  ),
  without(
    "a device signs in another account's name",
    'forger',
    1,
    judge,
    'const device = deviceOf(known, fact.by, fact.device)',
    'const device = known.devices.find(({ id }) => id === fact.device)'
  ),
  without(
    "an enrolment brings a key of its own under another's id",
    'forger',
    1,
    judge,
    'return told.success && thumbprint(told.output) === fact.device ? told.output : null',
    'return told.success ? told.output : null'
  ),
  both('a member writes what their role does not allow', 'forger', 1, [
    { file: rules, find: 'const may = held.some((role) => writers.includes(role)) &&', put: 'const may =' },
    {
      file: judge,
      find: 'return author.some((role) => permissions[type].writers.includes(role))',
      put: 'return true'
    }
  ]),
  without(
    'a record is taken wherever it is brought',
    'forger',
    1,
    rules,
    "const here = fact.unit === home.unit && fact.book === home.book && (book === 'any' || book === home.book)",
    'const here = true'
  ),
  without(
    "anybody lets another's number rest",
    'forger',
    1,
    rules,
    "const isOwn = fact.type !== 'device.set-aside' || fact.stream === `device/${fact.device}`",
    'const isOwn = true'
  ),
  both('who carried a record is believed from the record', 'carrier', 1, [
    { file: stamped, find: 'const { via: _via, took', put: 'const { took' },
    { file: stamped, find: 'bare.by === account ? bare : { ...bare, via: account }', put: 'bare' },
    { file: rules, find: "if (fact.via !== account) return { code: 'not-author' }", put: '' }
  ]),
  without(
    'any seal is kept',
    'forger',
    1,
    stamped,
    'if (claimed && seals.isRight(claimed)) {',
    'if (claimed?.seal !== undefined) {'
  ),
  without(
    'what bears a seal is taken back wherever it is brought',
    'forger',
    1,
    judge,
    "if (isBack && key && isHome && holder.state === 'approved')",
    "if (isBack && key && holder.state === 'approved')"
  ),
  without(
    'what somebody barred records is carried',
    'ousted',
    1,
    judge,
    "if (isOut(fact, known, isBoxed)) return 'barred'",
    ''
  ),
  without(
    'what somebody barred brings is judged by the time it bears',
    'ousted',
    1,
    judge,
    'if (isBoxed || fact.via !== undefined) return recordedBarred(fact, barrings)',
    'return recordedBarred(fact, barrings)'
  ),
  without(
    'somebody suspended reads on',
    'ousted',
    1,
    'sync-server/sessions/standing.ts',
    'return there && !isOut(there, account, device)',
    'return there'
  ),
  without(
    'a revocation begins by the clock of whoever says so',
    'dismissed',
    6,
    'src/lib/domain/devices/barrings.ts',
    'from: recordingTime(said), until',
    'from: recordingTime({ id }), until'
  ),
  without(
    'whoever approves is entitled to it',
    'deposed',
    1,
    chain,
    'return certificate !== undefined && mayWrite(fact, certificate.roles) && !this.barrings.isOut(fact)',
    'return true'
  ),
  without(
    'an approval that a dismissed commander backdates counts',
    'deposed',
    1,
    chain,
    'if (found?.backdated.has(fact) || ',
    'if ('
  ),
  without(
    'a session opens for a device under another key',
    'forger',
    1,
    openSession,
    'const own = thumbprint(key) === device && ',
    'const own = '
  ),
  without(
    'a session opens without its key',
    'forger',
    1,
    openSession,
    'body.origin === origin && isSignedBy(key, signed.p, signed.s)',
    'body.origin === origin'
  ),
  without(
    'what a server holds is refused',
    'newcomer',
    13,
    'sync-server/admission/admit.ts',
    "error: kind === 'held' ? 'held' : 'forbidden'",
    "error: 'forbidden'",
    'refused-rightly'
  ),
  without(
    'what is held counts as refused',
    'newcomer',
    13,
    'src/lib/data/courier/write-results.ts',
    "push({ id, sync: 'held', reason: codeOf(row.reason) })",
    "push({ id, sync: 'refused', reason: codeOf(row.reason) })",
    'refused-rightly'
  ),
  without(
    'whoever claims the earlier time opens a stream',
    'secondOpening',
    1,
    'src/lib/domain/order.ts',
    '(arrival(other) < arrival(opener!) ? other : opener)',
    '(arrival(other) < -1 ? other : opener)',
    'opened'
  ),
  without(
    'what a removed quarter had is taken into another one',
    'returned',
    1,
    judge,
    'if (isElsewhere && known && hasTaken(known.removals, fact))',
    'if (false)',
    'erased'
  ),
  without(
    'the number of an own record that somebody carried is given again',
    'carrier',
    1,
    'src/lib/data/store/store.ts',
    'n: { $gte: k }, by: this.parts.account }',
    'n: { $gte: k }, by: this.parts.account, via: { $exists: false } }',
    'numbered'
  )
]
