import type { StoredGateStatus } from '#lib/app/gates/gate-statuses.ts'
import { clockTime, moment } from '#lib/i18n/format.ts'
import type { GateWords } from '#lib/i18n/gates/gates.ts'
import type { Tone } from '#lib/ui/styles/tone.ts'

type NameOf = (account: string) => string
type Said = NonNullable<StoredGateStatus['said']>

/** The words, the time (Unix ms) and the names that tell of a gate. */
export interface StatusTelling {
  t: GateWords
  now: number
  nameOf: NameOf
}

/** Returns the state that a person gave a gate, in the words of every screen. */
export function saidState({ what }: Said, { gates, happenings }: GateWords): string {
  if (what === 'fault') return happenings.fault
  return gates.states[what === 'opened' ? 'open' : 'closed']
}

const speakerOf = ({ who, fact }: Said, nameOf: NameOf) => who ?? nameOf(fact.by)

/** Returns whose word it is and its age: "Theo lời Tư Khởi · 22:05". */
export function speakerText(said: Said, { t, now, nameOf }: StatusTelling): string {
  return `${t.log.saysSo(speakerOf(said, nameOf))} · ${moment(Date.parse(said.fact.at), now, t)}`
}

/** Returns a person's word with name and age, "Theo lời Tư Khởi · 22:05: Đã đóng"; '' when there is none. */
export function saidText({ said }: StoredGateStatus, telling: StatusTelling): string {
  return said ? `${speakerText(said, telling)}: ${saidState(said, telling.t)}` : ''
}

/** Returns how a gate without a motor stands, by a person's word, and whose word it is and its age. */
export function handStandText(
  status: StoredGateStatus,
  telling: StatusTelling
): { word: string; age: string } {
  const { said, is } = status
  const { gates } = telling.t
  const word = gates.states[is]
  if (!said) return { word, age: gates.quiet }
  // Of a gate reported damaged nobody knows whether it is closed: the word is told with the person.
  const isSame = saidState(said, telling.t) === word
  return { word, age: isSame ? speakerText(said, telling) : saidText(status, telling) }
}

/** Returns the sentence for a person's word that the gate itself contradicts; '' when it does not. */
export function contradictionText(
  { is, said, contradicted }: StoredGateStatus,
  { t, now, nameOf }: StatusTelling
): string {
  if (!said || !contradicted) return ''
  const when = clockTime(Date.parse(said.fact.at), now)
  return t.live.contradicted(t.gates.states[is], speakerOf(said, nameOf), saidState(said, t), when)
}

const stateTones = { closed: 'green', open: 'blue', moving: 'blue', unknown: 'plain' } as const

/** Returns the colour of a gate's state: red where something is wrong with it, green only where it is closed. */
export function statusTone({ is, assumed, concern }: StoredGateStatus): Tone {
  if (concern === 'contradicted' || concern === 'fault' || concern === 'obstructed') return 'red'
  return concern || assumed ? 'amber' : stateTones[is]
}
