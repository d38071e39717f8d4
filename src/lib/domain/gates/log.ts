import type { Envelope } from '../fact.ts'
import type { FactOf } from '../facts.ts'
import { inOrder } from '../order.ts'
import { commandRecord, type CommandRecord } from './command-record.ts'

type Note = FactOf<'gates.note-written'>['body']
type HandClaim = FactOf<'gates.hand-claimed'>['body']
type Event = FactOf<'gates.event-reported'>['body']
type Decision = FactOf<'directory.gate-decision-recorded'>['body']

/**
 * One entry of a gate's log. `claim` and `hand`: a person's word, in general or about a gate moved by hand; `command`:
 * a request to the gate, with everything recorded about it; `report`: the gate's own agent reports by itself; `newer`:
 * this build does not know the type yet. `fact` stands for the entry: its author's own phone may still have to send it;
 * `facts` are all that belong to it.
 */
export type LogEntry<F extends Envelope = Envelope> = { fact: F; facts: readonly F[] } & (
  | { kind: 'claim'; note: Note }
  | { kind: 'hand'; claim: HandClaim }
  | { kind: 'command'; course: CommandRecord<F> }
  | { kind: 'report'; event: Event }
  | { kind: 'newer' }
)

/**
 * Tells what the directory says of a gate's decision or machine, and by whom; null: by the operator's lists. `agent`: the
 * account that speaks for the gate from then on; undefined: whichever of the unit does.
 */
export type DirectoryEntry<F extends Envelope = Envelope> = {
  fact: F
  facts: readonly F[]
  by: string | null
} & (
  | { kind: 'decision'; decision: Decision }
  | { kind: 'withdrawal'; reason: string }
  | { kind: 'machine'; agent: string | undefined }
)

/** One line of a list of entries, see `fullLog`. */
export type FullLogEntry<F extends Envelope = Envelope> = LogEntry<F> | DirectoryEntry<F>

/**
 * Returns the log of one gate, oldest first: a pure fold of the facts of its stream, in the order of `inOrder`. A
 * command has one entry, at the place of its first fact, however many facts tell of it. A gate's registration has the
 * same stream, in the directory: it is no entry. Types that this build does not know keep their place; nothing is
 * dropped.
 */
export function gateLog<F extends Envelope>(facts: readonly F[]): LogEntry<F>[] {
  const ordered = inOrder(facts.filter(({ book }) => book === 'gates'))
  const reviews = reviewsOf(ordered)
  const lines = new Map<string, F[]>()
  const answers = answersIn(ordered)
  const askers = askersOf(answers)
  const approvals = approvalsOf(answers, askers)
  for (const fact of ordered) {
    const line = lineOf(fact, answers, askers)
    if (line === null) continue
    const others = lines.get(line)
    if (others) others.push(fact)
    else lines.set(line, [fact])
  }
  return [...lines.values()].map((told) => {
    const command = commandIn(told[0]!) ?? ''
    return entryOf(told, answers, reviews.get(command) ?? null, approvals.get(command) ?? [])
  })
}

/** Returns the time of the event that an entry tells of, ISO. */
export function atOf(entry: FullLogEntry): string {
  return entry.kind === 'command' ? entry.course.at : entry.fact.at
}

/**
 * Selects the reports on the outcome of commands. A command that is repeated, at once or much later, is refused, and
 * that refusal is an entry of its own: it changes nothing about the first one, which counts whatever the order of
 * arrival.
 */
function answersIn<F extends Envelope>(facts: readonly F[]): ReadonlySet<F> {
  const reports = facts.filter(
    ({ type, body }) => type === 'gates.event-reported' && body['command'] !== undefined
  )
  const isRefused = ({ body }: F) => body['kind'] === 'refused'
  const obeyed = reports.filter((fact) => !isRefused(fact))
  const known = new Set(obeyed.map(commandIn))
  const answers = new Set(obeyed)
  for (const fact of reports) {
    if (known.has(commandIn(fact)) || fact.body['code'] === 'DUPLICATE') continue
    known.add(commandIn(fact))
    answers.add(fact)
  }
  return answers
}

/** Returns the account behind each command that an agent has reported on. */
function askersOf(answers: Iterable<Envelope>): Map<string, string | undefined> {
  return new Map([...answers].map(({ body }) => [body['command'] as string, (body as Event).actor]))
}

/** Returns the reports on commands by which another person agreed, by the command that each one seconded. */
function approvalsOf<F extends Envelope>(
  answers: ReadonlySet<F>,
  askers: ReadonlyMap<string, string | undefined>
): Map<string, F[]> {
  const approvals = new Map<string, F[]>()
  for (const fact of answers) {
    const { approves, actor, kind } = fact.body as Event
    if (approves === undefined || kind === 'refused' || askers.get(approves) === actor) continue
    approvals.set(approves, [...(approvals.get(approves) ?? []), fact])
  }
  return approvals
}

/**
 * Returns the key of the entry that a fact belongs to. A phone's claim joins the report only where the agent names the
 * same person as its asker.
 */
function lineOf(
  fact: Envelope,
  answers: ReadonlySet<Envelope>,
  askers: ReadonlyMap<string, string | undefined>
): string | null {
  const command = commandIn(fact)
  if (fact.type === 'gates.emergency-reviewed') return null
  if (answers.has(fact)) return command!
  if (fact.type !== 'gates.command-attempted') return fact.id
  return askers.get(command!) === fact.by ? command! : `${command} ${fact.by}`
}

const commandIn = ({ body }: Envelope) => body['command'] as string | undefined

function reviewsOf<F extends Envelope>(facts: readonly F[]): Map<string, F> {
  const reviews = facts.filter(({ type }) => type === 'gates.emergency-reviewed')
  // Reversed, so that the first review of a command counts.
  return new Map(reviews.reverse().map((fact) => [commandIn(fact)!, fact]))
}

/** Caches entries, so that the same facts give the same entry and a screen redraws only new ones. */
const entries = new WeakMap<Envelope, LogEntry>()

function entryOf<F extends Envelope>(
  told: readonly F[],
  answers: ReadonlySet<F>,
  review: F | null,
  approvals: readonly F[]
): LogEntry<F> {
  const fact = told.find(isAttempt) ?? told[0]!
  const facts = [...told, ...approvals, ...(review ? [review] : [])]
  const reports = told.filter((one) => answers.has(one))
  const known = entries.get(fact)
  const isSame = known?.facts.length === facts.length && facts.every((one, i) => one === known.facts[i])
  // A refusal that stood alone stops being the command's outcome once an earlier report on it has arrived.
  const isCommand = reports.length > 0 || isAttempt(fact)
  if (isSame && (known.kind === 'command') === isCommand) return known as LogEntry<F>
  const parts = { attempts: told.filter(isAttempt), reports, review, approvals }
  const entry = { fact, facts, ...saidBy(fact, isCommand ? commandRecord(parts) : null) }
  entries.set(fact, entry)
  return entry
}

const isAttempt = ({ type }: Envelope) => type === 'gates.command-attempted'

function saidBy<F extends Envelope>(fact: F, course: CommandRecord<F> | null) {
  if (course) return { kind: 'command', course } as const
  if (fact.type === 'gates.note-written') return { kind: 'claim', note: fact.body as Note } as const
  if (fact.type === 'gates.hand-claimed') return { kind: 'hand', claim: fact.body as HandClaim } as const
  if (fact.type === 'gates.event-reported') return { kind: 'report', event: fact.body as Event } as const
  return { kind: 'newer' } as const
}
