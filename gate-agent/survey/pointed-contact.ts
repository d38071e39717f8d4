import type { PointedContact } from '#lib/domain/gates/contract/survey/proposal.ts'
import { presets } from '../adapters/mqtt/presets.ts'

interface Place {
  topic: string
  pointer?: string
  yes: unknown
  no: unknown
}

/** Stands for a parameter of a preset while its places are compared: no broker carries it. */
const anything = '\u0001'

/**
 * Returns what to add to a preset so that its contact at the closed end is the one that was pointed at. Where the preset
 * knows more topics that tell of that contact, such as the answer to a query, they count too, with the words that were
 * seen; otherwise the place that was pointed at counts alone.
 */
export function pointedAt(kind: string, topic: string, pointed: PointedContact): object {
  const alone = { contacts: { closed: pointed } }
  if (!Object.hasOwn(presets, kind)) return alone
  const { parameters } = presets[kind]!
  const names = Object.keys(parameters).filter((name) => name !== 'topic')
  for (const name of [undefined, ...names]) {
    const value = placesOf(kind, topic, name === undefined ? {} : { [name]: anything }).flatMap((place) =>
      valueAt(place, pointed)
    )
    if (value[0] === undefined) continue
    const parameter = name === undefined ? {} : { [name]: value[0] }
    const places = placesOf(kind, topic, parameter)
    return { ...parameter, contacts: { closed: places.map((place) => spoken(place, places, pointed)) } }
  }
  return alone
}

function placesOf(kind: string, topic: string, given: Record<string, string> = {}): Place[] {
  const { parameters, mapping } = presets[kind]!
  const { contacts } = mapping({ ...(parameters as Record<string, string>), topic, ...given }) as {
    contacts?: { closed?: Place | Place[] }
  }
  return [contacts?.closed ?? []].flat()
}

/** Returns the parameter with which a place is the one that was pointed at; '' where it has none; nothing where it is another. */
function valueAt({ topic, pointer = '' }: Place, pointed: PointedContact): string[] {
  const [shape, at] = [`${topic} ${pointer}`, `${pointed.topic} ${pointed.pointer ?? ''}`]
  const [before = '', after] = shape.split(anything)
  if (after === undefined) return shape === at ? [''] : []
  const fits = at.startsWith(before) && at.endsWith(after) && at.length > before.length + after.length
  const value = at.slice(before.length, at.length - after.length)
  return fits && !/[/+#\s]/.test(value) ? [value] : []
}

/** Gives a place the words that were seen; its own, turned round where those seen are. */
function spoken(place: Place, places: readonly Place[], { topic, yes, no }: PointedContact): Place {
  if (place.topic === topic) return { ...place, yes, no }
  const own = places.find((one) => one.topic === topic)!
  const isTurned = String(own.yes) === no && String(own.no) === yes
  return isTurned ? { ...place, yes: place.no, no: place.yes } : place
}
