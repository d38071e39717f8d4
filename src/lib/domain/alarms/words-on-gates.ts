import type { Gate } from '../directory/directory.ts'
import type { Envelope } from '../fact.ts'
import { countsClosed, type GateStatus } from '../gates/gate-status.ts'
import { personWord } from '../gates/latest-reports.ts'
import { recordingTime } from '../stored.ts'
import { happenedMs } from '../order.ts'
import type { Alarm } from './alarm.ts'

/** Allowed difference, ms, between the clocks of an agent and a phone, or of two phones. */
export const skewMs = 5_000

/** A person's word on a gate since its alarm began. `cannot`: it cannot be closed. */
export interface GateWord<F extends Envelope = Envelope> {
  word: 'closed' | 'cannot' | 'opened' | 'fault'
  /** Free text that they added. */
  text: string | undefined
  /** The person whose word it is; undefined: the author's own. */
  who: string | undefined
  fact: F
  /** Ids of the records that say it: of an answer also its repetition in the gate's own log. */
  ids: readonly string[]
  /** Whether it tells how the gate stands: see `countsOnGate`. Other words are shown, and nothing follows from them. */
  counts: boolean
}

/** Tells which records of people count. */
export interface WordJudge<F extends Envelope> {
  /** Tells of a fact that is not known good: such a word does not calm. */
  isDoubtful(fact: F): boolean
  /** Tells whether somebody's word on a gate counts: see `countsOnGate`. */
  counts(gate: string, account: string): boolean
}

type WordAt<F extends Envelope> = Omit<GateWord<F>, 'counts'> & { gate: string; ids: string[] }

/**
 * Returns the words of people on each gate of an alarm, in the order in which they were recorded: answers to the alarm, and
 * what anybody recorded in the gate's own log since it was known and while it ran, which is an answer just as well. The
 * latest one that counts tells how the gate stands. Gates of which nobody said anything are left out.
 * @param gateFacts of the gates' streams, in any order
 */
export function wordsOnGates<F extends Envelope>(
  alarm: Alarm<F>,
  gateFacts: readonly F[],
  { isDoubtful, counts }: WordJudge<F>
): Map<string, readonly GateWord<F>[]> {
  const calms = ({ word, fact }: WordAt<F>) => word !== 'closed' || !isDoubtful(fact)
  const all = answersIn(alarm).filter(calms)
  const answers = new Map(all.map((said) => [momentOf(said), said]))
  for (const said of wordsInLogs(alarm, gateFacts).filter(calms)) {
    const answer = answers.get(momentOf(said))
    if (answer) answer.ids.push(said.fact.id)
    else all.push(said)
  }
  const judged = new Map<string, boolean>()
  const isCounted = ({ gate, fact: { by } }: WordAt<F>) => {
    const who = `${gate} ${by}`
    const known = judged.get(who) ?? counts(gate, by)
    judged.set(who, known)
    return known
  }
  const byGate = new Map<string, GateWord<F>[]>()
  for (const said of inRecordedOrder(all)) {
    const { gate, ...word } = { ...said, counts: isCounted(said) }
    const before = byGate.get(gate)
    if (before) before.push(word)
    else byGate.set(gate, [word])
  }
  return byGate
}

/** Sorts by when words were recorded, not by the times that they bear: nobody is outdone by a date. */
function inRecordedOrder<F extends Envelope>(words: readonly WordAt<F>[]): WordAt<F>[] {
  const dated = words.map((said) => ({ said, ms: recordingTime(said.fact), id: said.fact.id }))
  dated.sort((a, b) => a.ms - b.ms || (a.id < b.id ? -1 : 1))
  return dated.map(({ said }) => said)
}

/** Returns the latest of these words that counts; null: none does. */
export const latestWord = <F extends Envelope>(words: readonly GateWord<F>[]): GateWord<F> | null =>
  words.findLast(({ counts }) => counts) ?? null

/** Names what an answer and its repetition in the gate's log share. */
const momentOf = ({ gate, fact }: WordAt<Envelope>) => `${gate} ${fact.by} ${fact.at}`

const answersIn = <F extends Envelope>({ story }: Alarm<F>): WordAt<F>[] =>
  story.flatMap((entry) => {
    if (entry.kind !== 'answer') return []
    const { gate, answer, text } = entry.answer
    return { gate, word: answer, text, who: undefined, fact: entry.fact, ids: [entry.fact.id] }
  })

function wordsInLogs<F extends Envelope>(alarm: Alarm<F>, gateFacts: readonly F[]): WordAt<F>[] {
  const logs = new Map(alarm.gates.map((gate) => [`gate/${gate}`, gate]))
  const from = Date.parse(alarm.knownAt) - skewMs
  const until = alarm.endedAt === null ? Infinity : Date.parse(alarm.endedAt)
  const unique = new Map(gateFacts.map((fact) => [fact.id, fact])).values()
  return [...unique].flatMap((fact) => {
    const gate = logs.get(fact.stream)
    const at = happenedMs(fact)
    const word = gate === undefined || at < from || at > until ? null : personWord(fact)
    return word
      ? { gate: gate!, word: word.what, text: reasonOf(fact), who: word.who, fact, ids: [fact.id] }
      : []
  })
}

const reasonOf = ({ type, body }: Envelope) =>
  type === 'gates.note-written' ? (body['reason'] as string) || undefined : undefined

/**
 * Returns the ids of the words on an alarm's gates that a commander's phone has.
 * @param isDoubtful tells of a fact that is not known good: such a receipt tells nobody that they were heard
 */
export const heardWords = <F extends Envelope>(
  { story }: Pick<Alarm<F>, 'story'>,
  isDoubtful: (fact: F) => boolean
): ReadonlySet<string> =>
  new Set(story.flatMap((entry) => (entry.kind === 'heard' && !isDoubtful(entry.fact) ? entry.words : [])))

/** Tells whether one of the records that say a word is among those heard. */
export const isHeard = ({ ids }: Pick<GateWord, 'ids'>, heard: ReadonlySet<string>): boolean =>
  ids.some((id) => heard.has(id))

/** A gate of an alarm, with how it stands now and what a person said of it since the alarm began. */
export interface AlarmGate {
  kind: Gate['kind']
  status: Pick<GateStatus, 'is' | 'assumed'>
  said: Pick<GateWord, 'word'> | null
}

/**
 * Tells whether a gate counts as closed in an alarm, on every screen: a motor gate by its own report now, a gate that is
 * closed by hand by what a person said since the alarm began; an older word is no answer.
 */
export const isClosedInAlarm = ({ kind, status, said }: AlarmGate): boolean =>
  kind === 'motor' ? countsClosed(status) : said?.word === 'closed'
