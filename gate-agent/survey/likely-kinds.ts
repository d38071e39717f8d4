import * as v from 'valibot'
import type { SurveyHeard } from '#lib/domain/gates/contract/survey/survey-reply.ts'
import { heardTopics, Mapping } from '../adapters/mqtt/mapping.ts'
import { presets } from '../adapters/mqtt/presets.ts'
import { oneButton } from '../kit/controller-kinds.ts'

type LikelyKind = SurveyHeard['kinds'][number]

/** Stands for a controller's topic while its preset is turned into patterns: no broker carries it. */
const anywhere = '\u0001'
/** Most topics that are offered for a kind. */
const mostOffered = 3

/** The topics on which each kind reports, as patterns in which its own topic is captured. */
const patterns = Object.entries(presets).map(([kind, { parameters, mapping }]) => {
  const values = Object.fromEntries(
    Object.entries(parameters).map(([name, otherwise]) => [name, otherwise ?? anywhere])
  )
  const heard = heardTopics(v.parse(Mapping, mapping(values)))
  // A topic without anything of the kind's own would fit every message.
  const telling = heard.filter((topic) => topic.includes(anywhere) && topic !== anywhere)
  return { kind, shapes: telling.map((topic) => shapeOf(topic)) }
})

/** Returns the kinds that need a topic, those that fit what was heard first, each with the topics that fit best. */
export function kindsFor(topics: readonly string[]): LikelyKind[] {
  const all = patterns.map(({ kind, shapes }) => {
    const fits = new Map<string, number>()
    for (const topic of topics)
      for (const shape of shapes) {
        const place = shape.exec(topic)?.[1]
        if (place !== undefined) fits.set(place, (fits.get(place) ?? 0) + 1)
      }
    const best = [...fits].sort(([, a], [, b]) => b - a).slice(0, mostOffered)
    const offered = { kind, topics: best.map(([place]) => place), oneButton: oneButton.has(kind) }
    return { offered, score: best[0]?.[1] ?? 0 }
  })
  return all.sort((a, b) => b.score - a.score).map(({ offered }) => offered)
}

function shapeOf(topic: string): RegExp {
  const parts = topic.split(anywhere).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('(.{1,40})')}$`)
}
