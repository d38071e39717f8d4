import type { Envelope } from '#lib/domain/fact.ts'
import { incidentsIn } from '#lib/domain/incidents/incident.ts'
import { line } from '#lib/domain/hui/line.ts'
import { inOrder } from '#lib/domain/order.ts'

/** Later than any history. */
export const everLater = Date.UTC(2100, 0, 1)

/** All that screens show of these facts, as text: gates, incidents, and each hụi line to the đồng. */
export function foldsOf(facts: readonly Envelope[]): string {
  const streams = [...new Set(facts.map(({ stream }) => stream))].sort()
  const of = (stream: string) => facts.filter((fact) => fact.stream === stream)
  const lines = streams
    .filter((stream) => stream.startsWith('line/'))
    .map((stream) => line(of(stream), everLater))
  const gates = streams
    .filter((stream) => stream.startsWith('gate/'))
    .map((stream) => [stream, inOrder(of(stream)).map(({ id, type }) => `${type} ${id}`)])
  const told = incidentsIn(facts as never).map(({ id, stage, open, front, story, dispute, doubts }) => {
    const ids = story.map(({ fact }) => fact.id)
    return { id, stage, open, front, ids, dispute: dispute?.map(({ fact }) => fact.id), doubts: [...doubts] }
  })
  return JSON.stringify({ lines, gates, told }, inOrderOfKeys)
}

/** Writes keys in one order: a bundle hands on what a body says, not how its author's phone happened to order it. */
function inOrderOfKeys(_: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
