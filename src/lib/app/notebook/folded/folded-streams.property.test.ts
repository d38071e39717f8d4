import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changingBook, idOfNumber, type Said } from '../../../../../tests/folds/changing-book.ts'
import { KeptBook, type Mishap } from '../../../../../tests/folds/kept-book.ts'
import { incidentsIn } from '#lib/domain/incidents/incident.ts'
import { incidentOutline } from '#lib/domain/incidents/outline.ts'
import { figuresAt, figuresOn } from '#lib/domain/movement/figures.ts'
import { listedModels, modelsAt } from '#lib/domain/movement/models.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { strangersIn } from '#lib/domain/strangers/strangers.ts'
import { incidentFold } from '../../incidents/incident-store.svelte.ts'
import { figureFold, modelFold } from '../../movement/movement-store.svelte.ts'
import { strangerFold } from '../../strangers/stranger-store.svelte.ts'
import type { StreamFold } from './folded-streams.ts'

const few = fc.integer({ min: 1, max: 4 })
const id = few.map(idOfNumber)
const word = few.map((number) => `lời ${number}`)
const says = (kind: string, type: string, body: fc.Arbitrary<object>): fc.Arbitrary<Said> =>
  fc.tuple(id, body).map(([of, body]) => ({ book: type.split('.')[0]!, stream: `${kind}/${of}`, type, body }))

const step = fc.record({ after: id, to: fc.constantFrom('handling', 'forwarded'), reason: word })
const inIncidents = fc.oneof(
  says('incident', 'incidents.incident-reported', fc.record({ category: fc.constant('theft'), text: word })),
  says(
    'incident',
    'incidents.tip-received',
    fc.record({
      category: fc.constant('theft'),
      text: word,
      source: fc.constant('phone'),
      triage: fc.constant('crime')
    })
  ),
  says('incident', 'incidents.note-added', fc.record({ text: word })),
  says('incident', 'incidents.stage-changed', step),
  says('handover', 'incidents.work-handed-over', fc.record({ from: word, to: word }))
)

const inDuty = fc.oneof(
  says(
    'stranger',
    'duty.stranger-seen',
    fc.record({ gate: fc.constant('cong-1'), direction: fc.constant('in') })
  ),
  says('stranger', 'duty.plate-read', fc.record({ plate: word })),
  says('stranger', 'duty.stranger-linked', fc.record({ incident: id }))
)

const day = fc.integer({ min: 1, max: 9 }).map((nth) => `2026-11-2${nth}`)
const members = fc.record({ value: few, precision: fc.constant('exact') })
const kind = fc.constant('group')
const inMovement = fc.oneof(
  says(
    'model',
    'movement.model-listed',
    fc.record({ name: word, field: fc.constant('security'), since: fc.constantFrom('2026-01', '2026-02') })
  ),
  says(
    'model',
    'movement.group-counted',
    fc.record({ group: id, kind, name: word, groups: fc.nat(2), members, asOf: day })
  )
)
const area = fc.record({
  level: fc.constant('commune'),
  id: fc.constantFrom('xa-1', 'xa-2'),
  kind: word,
  name: word
})
const figure = fc.record({
  what: fc.constantFrom('models', 'groups'),
  value: few,
  precision: fc.constant('exact')
})
const inFigures = says(
  'figures',
  'movement.figures-published',
  fc.record({ asOf: day, area, figures: fc.array(figure, { maxLength: 2 }), source: word })
)
/** Days after which models are outlined, and days that are asked for. */
const [outlinedOn, days] = ['2026-11-24', ['2026-11-24', '2026-11-26', '2026-12-31']]

/** Outlines each stream of whole facts. */
function outlined<State>(facts: readonly StoredFact[], of: (own: readonly StoredFact[]) => State): State[] {
  const streams = new Map<string, StoredFact[]>()
  for (const fact of facts) streams.set(fact.stream, [...(streams.get(fact.stream) ?? []), fact])
  return [...streams.values()].map(of)
}

/** Begins a book whose kept folds are read as a screen does: `shown`, what it makes of the outlines. */
const kept =
  <State extends object>(
    fold: StreamFold<State>,
    shown: (outlines: readonly State[]) => unknown = (outlines) => outlines
  ) =>
  () => {
    const book = new KeptBook(fold)
    return { book, shown: async () => shown(await book.start()) }
  }

interface Case {
  said: fc.Arbitrary<Said>
  begin(): { book: Pick<KeptBook<object>, 'become' | 'suffer'>; shown(): Promise<unknown> }
  /** Makes of the whole book what a screen shows. */
  whole(facts: readonly StoredFact[]): unknown
}
const cases: Record<string, Case> = {
  incidents: {
    said: inIncidents,
    begin: kept(incidentFold),
    whole: (facts) => {
      const outlines = new Map(outlined(facts, incidentOutline).map((one) => [one?.id, one]))
      return incidentsIn(facts).map(({ id }) => outlines.get(id))
    }
  },
  strangers: {
    said: inDuty,
    begin: kept(strangerFold),
    whole: (facts) =>
      strangersIn(facts, 0).map(({ id, gate, direction, at, by, photo, plate, incidents }) => ({
        id,
        gate,
        direction,
        at,
        by,
        plate,
        incidents,
        photo: photo !== undefined
      }))
  },
  models: {
    said: inMovement,
    begin: kept(
      modelFold(() => Date.parse(outlinedOn)),
      (outlines) => days.map((day) => modelsAt(outlines, day))
    ),
    whole: (facts) => days.map((day) => listedModels(facts, day))
  },
  figures: {
    said: inFigures,
    begin: kept(figureFold, (published) => days.map((day) => figuresAt(published, day))),
    whole: (facts) => days.map((day) => figuresOn(facts, day))
  }
}

const mishap = fc.constantFrom<Mishap>('none', 'none', 'lost', 'old', 'missing')

test.each(Object.entries(cases))(
  'a list from kept folds is that of the whole book, whatever comes, changes or goes and whatever befalls what is kept: %s',
  async (_, { said, begin, whole }) => {
    await fc.assert(
      fc.asyncProperty(changingBook(said), fc.infiniteStream(mishap), async (lists, mishaps) => {
        const { book, shown } = begin()
        for (const facts of lists) {
          book.become(facts)
          // Nobody vouches here for what others carried.
          const counting = facts.filter(({ sync }) => sync !== 'carried')
          expect(await shown()).toEqual(JSON.parse(JSON.stringify(whole(counting))))
          book.suffer(mishaps.next().value!)
        }
      })
    )
  }
)
