import type { Envelope } from '../fact.ts'
import type { FactOf } from '../facts.ts'
import { movesOrStops } from '../gates/contract/actions.ts'
import { atOf, gateLog, type LogEntry } from '../gates/log.ts'
import { inOrder, isEarlier } from '../order.ts'
import type { Alarm } from './alarm.ts'
import type { AlarmEntry } from './entry.ts'
import { skewMs, wordsOnGates, type GateWord } from './words-on-gates.ts'

/** Holds what people did or said: a phone that has received a word is no moment of its own. */
type ToldEntry<F extends Envelope> = Exclude<AlarmEntry<F>, { kind: 'heard' }>

/** A moment of an alarm: a record made by people, `isQuiet`: a start that calls police alone; or an entry of a gate's log. */
export type TimelineEntry<F extends Envelope = Envelope> =
  | { of: 'alarm'; entry: ToldEntry<F>; drill: boolean; isQuiet: boolean }
  | { of: 'gate'; gate: string; entry: LogEntry<F> }

type Attempt = FactOf<'gates.command-attempted'>['body']
type Event = FactOf<'gates.event-reported'>['body']

/** The state of one gate in an alarm: three things, never merged into one word. */
export interface GateInAlarm<F extends Envelope = Envelope> {
  gate: string
  /** The last command that moves or stops the gate, as the phone that gave it tells it: a later lock does not hide it. */
  commanded: { fact: F; attempt: Attempt } | null
  /** The latest report of the gate itself, by its agent. */
  reported: { fact: F; event: Event } | null
  /** The words of people on the gate since the alarm began, oldest first, and the latest of them. */
  words: readonly GateWord<F>[]
  said: GateWord<F> | null
}

/** How long after the end of an alarm its gates' entries still belong to it, ms: they are being opened again. */
const afterMs = 3_600_000

/**
 * Returns everything that happened, oldest first: the alarm's own story merged with its gates' log entries of that
 * time.
 * @param gateFacts of the gates' streams, in any order; those of other gates are left out, and so are those of drills
 * in a real alarm
 */
export function timeline<F extends Envelope>(alarm: Alarm<F>, gateFacts: readonly F[]): TimelineEntry<F>[] {
  const { drill, quiet } = alarm
  const told = alarm.story.filter((entry): entry is ToldEntry<F> => entry.kind !== 'heard')
  const moments = told.map((entry): TimelineEntry<F> => ({
    of: 'alarm',
    entry,
    drill,
    isQuiet: quiet.has(entry.fact.id)
  }))
  for (const gate of alarm.gates)
    for (const entry of gateLog(logIn(alarm, gate, gateFacts))) moments.push({ of: 'gate', gate, entry })
  return moments.sort((a, b) => (isEarlier(placeOf(a), placeOf(b)) ? -1 : 1))
}

/** Returns when it happened, ISO 8601, UTC. */
export function atOfMoment(moment: TimelineEntry): string {
  return moment.of === 'gate' ? atOf(moment.entry) : moment.entry.fact.at
}

const placeOf = (moment: TimelineEntry) => ({ at: atOfMoment(moment), id: moment.entry.fact.id })

/**
 * Returns the alarm's gates one by one, each with the command, the gate's own report and a person's word.
 * @param isDoubtful see `wordsOnGates`
 */
export function gatesIn<F extends Envelope>(
  alarm: Alarm<F>,
  gateFacts: readonly F[],
  isDoubtful?: (fact: F) => boolean
): GateInAlarm<F>[] {
  const said = wordsOnGates(alarm, gateFacts, isDoubtful)
  return alarm.gates.map((gate) => {
    const facts = logIn(alarm, gate, gateFacts)
    const commands = facts.filter(({ type }) => type === 'gates.command-attempted')
    const commanded =
      commands.findLast(({ body }) => movesOrStops((body as Attempt).action)) ?? commands.at(-1)
    const reported = facts.findLast(({ type }) => type === 'gates.event-reported')
    const words = said.get(gate) ?? []
    return {
      gate,
      commanded: commanded ? { fact: commanded, attempt: commanded.body as Attempt } : null,
      reported: reported ? { fact: reported, event: reported.body as Event } : null,
      words,
      said: words.at(-1) ?? null
    }
  })
}

/** Selects the facts of a gate's log within the time of the alarm that belong to it, in order. */
export function logIn<F extends Envelope>(alarm: Alarm<F>, gate: string, gateFacts: readonly F[]): F[] {
  const from = Date.parse(alarm.startedAt) - skewMs
  const until = alarm.endedAt === null ? Infinity : Date.parse(alarm.endedAt) + afterMs
  const lately = ({ stream, at }: F) =>
    stream === `gate/${gate}` && Date.parse(at) >= from && Date.parse(at) <= until
  const unique = [...new Map(gateFacts.map((fact) => [fact.id, fact])).values()]
  const isAnswer = answersIn(alarm)
  return inOrder(unique.filter((fact) => lately(fact) && belongs(fact, alarm) && !isAnswer(fact)))
}

/** Returns what tells whether a gate's log repeats an answer of the same moment, which the alarm's story tells already. */
function answersIn({ story }: Pick<Alarm, 'story'>) {
  const momentOf = ({ by, at }: Envelope) => `${by} ${at}`
  const answers = new Set(story.filter(({ kind }) => kind === 'answer').map(({ fact }) => momentOf(fact)))
  return (fact: Envelope) =>
    (fact.type === 'gates.hand-claimed' || fact.type === 'gates.note-written') && answers.has(momentOf(fact))
}

/**
 * Tells whether a fact belongs to the alarm: unordered events may happen in a drill too; an order belongs to the alarm
 * or drill in which it was given.
 */
function belongs({ type, body }: Envelope, { drill }: Pick<Alarm, 'drill'>): boolean {
  const ordered =
    type === 'gates.command-attempted' || (type === 'gates.event-reported' && body['actor'] !== undefined)
  return !ordered || (body['drill'] === true) === drill
}
