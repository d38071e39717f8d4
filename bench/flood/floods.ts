/**
 * The hostile clients of the flood, in a process of their own: each without a session does all that `anonymousAttacks`
 * names at once, each member all of `memberAttacks`. Speaks with its parent by messages, see `flood-process.ts`.
 */
import { getPriority, setPriority } from 'node:os'
import type { Envelope } from '#lib/domain/fact.ts'
import { TestDevice } from '../../tests/facts.ts'
import { anonymousAttacks, type Attack } from './clients/anonymous.ts'
import { Lines } from './clients/ask.ts'
import { memberAttacks } from './clients/member.ts'
import type { FloodTarget } from './server.ts'

/** Whom the flood is to trouble, and as whom. */
export interface FloodOrder {
  target: FloodTarget
  /** Accounts of the members. */
  members: string[]
  anonymous: number
  /** Every other way is left out. */
  only?: string[]
}

export type FloodTold =
  { enrolments: Envelope[] } | { ready: true } | { answers: Record<string, Record<string, number>> }

// Of two processors the server and the honest phone are to have what they want.
setPriority(getPriority() + 5)
process.on('disconnect', () => process.exit())
const tell = (told: FloodTold) => process.send?.(told)
const next = <T>() => new Promise<T>((resolve) => process.once('message', resolve))

const order = await next<FloodOrder>()
const { target, members, anonymous, only } = order
const pairs = members.map((account) => [new TestDevice(account), new TestDevice(account)] as const)
const approved = next()
tell({ enrolments: pairs.flat().map((device) => device.enrolment(target.unit)) })
await approved

const lines: Lines[] = []
const clients: [name: string, attack: Attack][] = []
const join = (attacks: Record<string, Attack>) =>
  clients.push(...Object.entries(attacks).filter(([name]) => only?.includes(name) ?? true))
const line = () => lines[lines.push(new Lines(target.url)) - 1]!
for (let i = 0; i < anonymous; i++) join(anonymousAttacks(line(), target, members[0]!))
for (const pair of pairs) join(await memberAttacks(line(), target, ...pair))
const going = next<{ ms: number }>()
tell({ ready: true })
const until = Date.now() + (await going).ms

const statusOf = (told: unknown) => (typeof told === 'number' ? told : 'done')
const answers: Record<string, Record<string, number>> = {}
const repeat = async ([name, attack]: (typeof clients)[number]) => {
  const counts = (answers[name] ??= {})
  while (Date.now() < until) {
    const status = String(await attack().then(statusOf, (problem: Error) => problem.message.slice(0, 40)))
    counts[status] = (counts[status] ?? 0) + 1
    // Whoever is sent away at once comes back at once, but not within the same turn of the loop.
    await new Promise((resolve) => setImmediate(resolve))
  }
}
const over = new Promise((resolve) => setTimeout(resolve, until - Date.now()))
void Promise.all(clients.map(repeat))
await over
tell({ answers })
for (const one of lines) one.close()
setTimeout(() => process.exit(), 200)
