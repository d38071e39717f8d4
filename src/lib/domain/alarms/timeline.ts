import type { Envelope } from '../fact.ts'
import type { FactOf } from '../facts.ts'
import { movesOrStops } from '../gates/contract/actions.ts'
import { atOf, gateLog, type LogEntry } from '../gates/log.ts'
import { happenedAt, happenedMs, inOrder, isEarlier } from '../order.ts'
import type { Alarm } from './alarm.ts'
import type { AlarmEntry } from './entry.ts'
import { latestWord, skewMs, wordsOnGates, type GateWord, type WordJudge } from './words-on-gates.ts'

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
  /** The words of people on the gate since the alarm was known, oldest first, and the latest of them that counts. */
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
  for (const [gate, log] of logsIn(alarm, gateFacts))
    for (const entry of gateLog(log)) moments.push({ of: 'gate', gate, entry })
  const placed = moments.map((moment) => ({ moment, at: atOfMoment(moment), id: moment.entry.fact.id }))
  return placed.sort((a, b) => (isEarlier(a, b) ? -1 : 1)).map(({ moment }) => moment)
}

/** Returns when it happened, ISO 8601, UTC: no later than it was recorded, see `happenedAt`. */
export function atOfMoment(moment: TimelineEntry): string {
  const { fact } = moment.entry
  return happenedAt(moment.of === 'gate' ? { ...fact, at: atOf(moment.entry) } : fact)
}

/**
 * Returns the alarm's gates one by one, each with the command, the gate's own report and a person's word.
 * @param judge see `wordsOnGates`
 */
export function gatesIn<F extends Envelope>(
  alarm: Alarm<F>,
  gateFacts: readonly F[],
  judge: WordJudge<F>
): GateInAlarm<F>[] {
  const said = wordsOnGates(alarm, gateFacts, judge)
  const logs = logsIn(alarm, gateFacts)
  return alarm.gates.map((gate) => {
    const facts = logs.get(gate) ?? []
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
      said: latestWord(words)
    }
  })
}

/** Returns, by gate, the facts of its log within the time of the alarm that belong to it, in order; reads all facts once. */
export function logsIn<F extends Envelope>(alarm: Alarm<F>, gateFacts: readonly F[]): Map<string, F[]> {
  const from = Date.parse(alarm.beganAt) - skewMs
  const until = alarm.endedAt === null ? Infinity : Date.parse(alarm.endedAt) + afterMs
  const logs = new Map<string, F[]>(alarm.gates.map((gate) => [`gate/${gate}`, []]))
  const isAnswer = answersIn(alarm)
  for (const fact of new Map(gateFacts.map((fact) => [fact.id, fact])).values()) {
    const log = logs.get(fact.stream)
    const ms = log ? happenedMs(fact) : NaN
    if (ms >= from && ms <= until && belongs(fact, alarm) && !isAnswer(fact)) log!.push(fact)
  }
  return new Map(alarm.gates.map((gate) => [gate, inOrder(logs.get(`gate/${gate}`)!)]))
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
