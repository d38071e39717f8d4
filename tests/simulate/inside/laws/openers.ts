import type { Envelope } from '#lib/domain/fact.ts'
import { line } from '#lib/domain/hui/line.ts'
import { incident } from '#lib/domain/incidents/incident.ts'
import { Broken, short } from '../broken.ts'
import type { Truth } from './truth.ts'
import { everLater } from './folds.ts'

/**
 * Whoever opened a stream goes on as its opener, whatever time a later beginning claims. What the server lost since, and
 * took anew, may have come after the other.
 * @param facts that count
 */
export function opened({ openers }: Truth, whose: string, facts: readonly Envelope[]): Broken | null {
  for (const { id, stream, took } of openers.values()) {
    const opener = facts.find((fact) => fact.id === id)
    if (opener?.took !== took) continue
    const own = facts.filter((fact) => fact.stream === stream)
    if (!isOpener(opener!, own))
      return new Broken('opened', `${short(id)} opens ${stream} no more for ${whose}`)
  }
  return null
}

function isOpener({ id, book, by, at }: Envelope, own: readonly Envelope[]): boolean {
  if (book === 'hui') return !line(own, everLater)?.doubts.some((doubt) => doubt.id === id)
  const shown = incident(own as never)
  return shown?.by === by && shown.reportedAt === at
}
