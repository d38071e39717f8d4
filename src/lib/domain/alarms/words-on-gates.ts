import type { Gate } from '../directory/directory.ts'
import type { Envelope } from '../fact.ts'
import { countsClosed, type GateStatus } from '../gates/gate-status.ts'
import { personWord } from '../gates/latest-reports.ts'
import { isEarlier } from '../order.ts'
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
}

/**
 * Returns the latest word of a person on each gate of an alarm: an answer to the alarm, or what somebody recorded in the
 * gate's own log since it began, which is an answer just as well. Gates of which nobody said anything are left out.
 * @param gateFacts of the gates' streams, in any order
 * @param isDoubtful tells of a fact that is not known good: such a word does not calm
 */
export function wordsOnGates<F extends Envelope>(
  alarm: Alarm<F>,
  gateFacts: readonly F[],
  isDoubtful: (fact: F) => boolean = () => false
): Map<string, GateWord<F>> {
  const latest = new Map<string, GateWord<F>>()
  const say = (gate: string, said: GateWord<F>) => {
    const before = latest.get(gate)
    if (said.word === 'closed' && isDoubtful(said.fact)) return
    if (!before || isEarlier(before.fact, said.fact)) latest.set(gate, said)
  }
  const logs = new Map(alarm.gates.map((gate) => [`gate/${gate}`, gate]))
  const from = Date.parse(alarm.startedAt) - skewMs
  const until = alarm.endedAt === null ? Infinity : Date.parse(alarm.endedAt)
  for (const fact of gateFacts) {
    const gate = logs.get(fact.stream)
    const at = Date.parse(fact.at)
    const word = gate === undefined || at < from || at > until ? null : personWord(fact)
    if (word) say(gate!, { word: word.what, text: reasonOf(fact), who: word.who, fact })
  }
  // An answer comes last: the log of its gate repeats it under the same moment, in other words.
  for (const entry of alarm.story) {
    if (entry.kind !== 'answer') continue
    const { gate, answer, text } = entry.answer
    const repeated = latest.get(gate)
    if (repeated?.fact.by === entry.fact.by && repeated.fact.at === entry.fact.at) latest.delete(gate)
    say(gate, { word: answer, text, who: undefined, fact: entry.fact })
  }
  return latest
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
