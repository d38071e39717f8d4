/**
 * `npm run folds -- [--facts 50000]`: prints what folding a book of so many facts costs from the beginning, and
 * what one more fact costs folds that have followed it, processor ms; and likewise the directory of a commune, of 3,000 facts.
 */
import { parseArgs } from 'node:util'
import { AlarmFolds, alarms } from '#lib/domain/alarms/alarm.ts'
import { beginningFolds, inCharge } from '#lib/domain/handover/charge.ts'
import { CollapseFolds } from '#lib/domain/hui/collapse/collapse-folds.ts'
import { StreamFolds } from '#lib/domain/folds/stream-folds.ts'
import { foldedOutline } from '#lib/domain/hui/outline.ts'
import { PeopleFolds } from '#lib/domain/hui/people.ts'
import { incidentFolds, incidentsIn } from '#lib/domain/incidents/incident.ts'
import { figureFolds, figuresOn } from '#lib/domain/movement/figures.ts'
import { listedModels, modelFolds } from '#lib/domain/movement/models.ts'
import { registerFolds, registerIn } from '#lib/domain/notices/register.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { strangerFolds, strangersIn } from '#lib/domain/strangers/strangers.ts'
import { percentile } from '../statistics.ts'
import * as books from './books.ts'
import { cpuMs } from './cpu-ms.ts'
import { measureDirectory } from './directory.ts'

const { values } = parseArgs({ options: { facts: { type: 'string', default: '50000' } } })
const size = Number(values.facts)
const late = Date.UTC(2100, 0, 1)

type Fold = (facts: readonly StoredFact[]) => unknown

/** Each book with folds that have followed nothing yet. */
const followed: Record<string, [write: books.WriteNth, follow: () => Fold]> = {
  models: [books.inMovement, () => following(modelFolds<StoredFact>(), onADay(listedModels))],
  figures: [books.inFigures, () => following(figureFolds<StoredFact>(), onADay(figuresOn))],
  notices: [books.inNotices, () => following(registerFolds<StoredFact>(), registerIn)],
  alarms: [books.inAlarms, () => following(new AlarmFolds<StoredFact>(), alarms)],
  incidents: [books.inIncidents, () => following(incidentFolds<StoredFact>(), incidentsIn)],
  'who is in charge': [
    books.inIncidents,
    () => following(beginningFolds(), (facts, folds) => inCharge(facts, facts, folds))
  ],
  strangers: [
    books.inStrangers,
    () => following(strangerFolds<StoredFact>(), (facts, folds) => strangersIn(facts, 0, folds))
  ],
  lines: [
    books.inLines,
    () =>
      following(new StreamFolds((own: readonly StoredFact[]) => foldedOutline(own, late)), (facts, folds) =>
        folds.of(facts)
      )
  ],
  people: [books.inPeople, () => following(new PeopleFolds(), (facts, folds) => folds.of(facts))],
  'collapse files': [
    books.inCollapses,
    () => following(new CollapseFolds(), (facts, folds) => folds.of(facts, nobody, late))
  ]
}
const nobody = new Map<string, never>()

function following<Folds>(folds: Folds, fold: (facts: readonly StoredFact[], folds: Folds) => unknown): Fold {
  return (facts) => fold(facts, folds)
}

function onADay<Folds>(fold: (facts: readonly StoredFact[], day: string, folds: Folds) => unknown) {
  return (facts: readonly StoredFact[], folds: Folds) => fold(facts, '2026-06-01', folds)
}

function timed(work: () => unknown): number {
  const begun = process.cpuUsage()
  work()
  return cpuMs(begun)
}

function measure(write: books.WriteNth, follow: () => Fold): { whole: number; more: number } {
  let facts = Array.from({ length: size }, (_, nth) => write(nth))
  const whole = Array.from({ length: 3 }, () => timed(() => follow()(facts)))
  const fold = follow()
  fold(facts)
  const more = Array.from({ length: 15 }, (_, i) => {
    facts = [...facts, write(size + i)]
    return timed(() => fold(facts))
  })
  return { whole: Math.min(...whole), more: percentile(more, 0.5) }
}

for (const [name, [write, follow]] of Object.entries(followed)) {
  const { whole, more } = measure(write, follow)
  console.log(name.padEnd(20), `whole ${whole.toFixed(1)} ms`.padEnd(20), `one more ${more.toFixed(2)} ms`)
}
for (const [name, ms] of Object.entries(await measureDirectory(3_000)))
  console.log('directory'.padEnd(20), `${name} ${ms.toFixed(1)} ms`)
