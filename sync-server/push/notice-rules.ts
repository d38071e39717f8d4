import type { Called } from '#lib/domain/alarms/concern.ts'
import type { Directory } from '#lib/domain/directory/directory.ts'
import { isConcerned } from '#lib/domain/gates/at-gate.ts'
import { alertKinds } from '#lib/domain/gates/contract/alert.ts'
import { gateMachines } from '#lib/domain/gates/contract/gate-machine.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { Notice } from '#lib/domain/notice.ts'
import type { Book, Role } from '#lib/domain/roles.ts'

/** The part of a notice that depends on its fact alone. */
export type NoticeContent = Pick<Notice, 'kind' | 'about' | 'minutes' | 'drill'>

export interface NoticeRule {
  /** The book of such facts; only its readers are notified. */
  book: Book
  /** Facts older than this on arrival cause no notice, ms. */
  freshMs: number
  /** `taken`: they are as old as the server has them, since their author may date them back; absent: as they say. */
  freshSince?: 'taken'
  /** Returns null when nobody is to be notified; `to` limits the readers by role, `only` to one account. */
  telling(body: Record<string, unknown>): (NoticeContent & { to?: readonly Role[]; only?: string }) | null
  /** Tells whether it speaks of what is not its author's: then the commander alone is told, and seldom, see `NoticeSender`. */
  isStray?(known: Directory, fact: Envelope): boolean
  /** Limits the readers by what the unit's directory says of them and of the author. */
  calls?(known: Directory, fact: Envelope, reader: Called): boolean
}

const minute = 60_000

/** The fact types that cause notices, one row each. */
export const noticeRules: Readonly<Record<string, NoticeRule>> = {
  'gates.event-reported': {
    book: 'gates',
    freshMs: 30 * minute,
    telling: gateEvent,
    isStray(known, { by, stream }) {
      const gate = stream.slice('gate/'.length)
      return known.gates.get(gate)?.kind !== 'motor' || machinesIn(known).get(gate)?.account !== by
    },
    // Nobody hears of gates that are not theirs to see to, nor what they did themselves.
    calls: (known, { body, stream }, { account, roles }) =>
      isConcerned(known, stream.slice('gate/'.length), account, roles) &&
      (body['action'] !== 'POSTPONE' || body['actor'] !== account)
  },
  'duty.alarm-started': {
    book: 'duty',
    freshMs: 30 * minute,
    // Whom it calls depends on the alarm that it belongs to, see `NoticeSender`.
    telling: ({ drill }) => ({ kind: 'alarm-started', about: 'alarm', ...(drill === true && { drill }) })
  },
  'directory.password-reset': {
    book: 'directory',
    // Whenever its owner's phone comes back: somebody may sign in with it meanwhile.
    freshMs: 24 * 60 * minute,
    freshSince: 'taken',
    telling: ({ account }) =>
      typeof account === 'string' ? { kind: 'password-reset', about: 'account', only: account } : null
  }
}

/** The books that can cause notices. */
export const booksToFollow: readonly Book[] = [...new Set(Object.values(noticeRules).map(({ book }) => book))]

const machines = new WeakMap<Directory, ReturnType<typeof gateMachines>>()

/** Returns the machine of each gate, worked out once for a directory: a machine may report as often as it likes. */
function machinesIn(known: Directory): ReturnType<typeof gateMachines> {
  const found = machines.get(known) ?? gateMachines(known)
  machines.set(known, found)
  return found
}

/** Maps an agent's report to an alert; a drill causes none. A postponed closing is told to the commander. */
function gateEvent({
  kind,
  action,
  code,
  source,
  override,
  minutes,
  drill
}: Envelope['body']): ReturnType<NoticeRule['telling']> {
  if (drill === true) return null
  if (kind === 'accepted' && override !== undefined)
    return { kind: 'review-needed', about: 'gate', to: ['commander'] }
  if (kind === 'completed' && action === 'POSTPONE')
    return { kind: 'postponed', about: 'gate', to: ['commander'] }
  const alert = kind === 'refused' && code === 'RETAINED' ? 'retained-command' : kind
  const warned = kind === 'config-changed' && source === 'agent' ? 'controller-warned' : alert
  const known = alertKinds.find((one) => one === warned)
  if (!known) return null
  return { kind: known, about: 'gate', ...(typeof minutes === 'number' && { minutes }) }
}
