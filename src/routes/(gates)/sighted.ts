import type { Sighting } from '#lib/app/gates/gate-camera.svelte.ts'
import { second } from '#lib/i18n/format.ts'
import type { GateWords } from '#lib/i18n/gates/gates.ts'
import type { Tone } from '#lib/ui/styles/tone.ts'

/**
 * The texts for a camera picture: on the picture itself, and in the cell beside the gate's report. Always with its age.
 */
export interface Sighted {
  chip: string
  tone: Tone
  word: string
  age: string
}

export function sightedOf(sighting: Sighting, { live }: Pick<GateWords, 'live'>): Sighted {
  const { camera } = live
  if (sighting.kind === 'none')
    return { chip: camera[sighting.why], tone: 'plain', word: camera.unseen, age: '' }
  const { kind, at, ageMs } = sighting
  if (kind === 'old') {
    const when = second(at)
    return { chip: camera.old(when), tone: 'plain', word: camera.unseen, age: camera.oldAge(when) }
  }
  const age = (ageMs / 1000).toFixed(1).replace('.', camera.decimal)
  return {
    chip: camera[kind](age),
    tone: kind === 'live' ? 'green' : 'amber',
    word: camera.seen,
    age: camera.age(age)
  }
}
