import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  aSecond,
  bookStart,
  changingBook,
  idOfNumber,
  type Said
} from '../../../../tests/folds/changing-book.ts'
import { testDecision } from '../../../../tests/facts.ts'
import { registration } from '../../../../tests/hui/test-groups.ts'
import { agreement, dayOf, numberedId, said as hostSaid } from '../../../../tests/hui/test-line.ts'
import { listing, received } from '../../../../tests/notices/test-notices.ts'
import { AlarmFolds, alarms } from '../alarms/alarm.ts'
import { byDecisions, DecidedAlarms } from '../alarms/by-decisions.ts'
import { beginningFolds, inCharge } from '../handover/charge.ts'
import { incidentFolds, incidentsIn } from '../incidents/incident.ts'
import { collapse } from '../hui/collapse/collapse.ts'
import { CollapseFolds } from '../hui/collapse/collapse-folds.ts'
import { groupFolds, groups } from '../hui/register/groups.ts'
import { calledNames, people, PeopleFolds } from '../hui/people.ts'
import { figureFolds, figuresOn } from '../movement/figures.ts'
import { listedModels, modelFolds } from '../movement/models.ts'
import { registerFolds, registerIn } from '../notices/register.ts'
import type { StoredFact } from '../stored.ts'
import { strangerFolds, strangersIn } from '../strangers/strangers.ts'

const few = fc.integer({ min: 1, max: 4 })
const id = few.map(idOfNumber)
const gate = few.map((number) => `cong-${number}`)
const day = fc.integer({ min: 1, max: 5 }).map((nth) => `2026-01-0${nth}`)
const days = ['2026-01-02', '2026-01-04', '2026-12-31']

/** Says something of a type in a stream of that kind. */
const says = (kind: string, type: string, body: fc.Arbitrary<object>): fc.Arbitrary<Said> =>
  fc.tuple(id, body).map(([of, body]) => ({
    book: type.split('.')[0]!,
    stream: `${kind}/${of}`,
    type,
    body
  }))

const inMovement = fc.oneof(
  says('model', 'movement.model-listed', fc.record({ name: gate, since: day })),
  says(
    'model',
    'movement.group-counted',
    fc.record({ group: id, groups: fc.integer({ min: 0, max: 3 }), asOf: day })
  ),
  says('figures', 'movement.figures-published', fc.record({ asOf: day }).chain(publication))
)
function publication({ asOf }: { asOf: string }) {
  const area = fc.record({ level: fc.constantFrom('province', 'commune'), id: gate })
  const figures = fc.array(fc.record({ what: fc.constantFrom('models', 'groups'), value: few }))
  return fc.record({ asOf: fc.constant(asOf), area, figures })
}

const inNotices = fc.oneof(
  says(
    'notice',
    'notices.line-listed',
    gate.map((line) => listing({ line }))
  ),
  says(
    'notice',
    'notices.notice-received',
    fc
      .tuple(gate, fc.constantFrom('2026-11-20', '2026-11-24', '2026-11-25'))
      .map(([number, receivedOn]) => received({ number, receivedOn }))
  ),
  says(
    'notice',
    'notices.notice-asked',
    fc.record({ host: id, hostName: gate, by: fc.constant('2026-12-15') })
  ),
  says('notice', 'notices.notice-withdrawn', fc.record({ notice: id, reason: gate })),
  says('notice', 'notices.notice-placed', fc.record({ notice: id, line: id })),
  says('else', 'notices.notice-received', fc.constant(received()))
)

const start = fc.record({ gates: fc.array(gate, { minLength: 1 }), leftOut: fc.array(gate) })
const inDuty = fc.oneof(
  says('alarm', 'duty.alarm-started', start),
  says('alarm', 'duty.alarm-received', fc.constant({})),
  says('alarm', 'duty.gate-answered', fc.record({ gate, answer: fc.constantFrom('closed', 'cannot') })),
  says('alarm', 'duty.position-held', fc.record({ gate })),
  says('alarm', 'duty.alarm-ended', fc.constant({})),
  says('stranger', 'duty.stranger-seen', fc.record({ gate, direction: fc.constant('in') })),
  says('stranger', 'duty.plate-read', fc.record({ plate: gate })),
  says('stranger', 'duty.stranger-linked', fc.record({ incident: id }))
)
const decided = fc.oneof(
  inDuty,
  gate.map((name) => ({
    book: 'directory',
    stream: `gate/${name}`,
    type: 'directory.gate-decision-recorded',
    body: testDecision
  }))
)

const inIncidents = fc.oneof(
  says('incident', 'incidents.incident-reported', fc.record({ category: gate, text: gate })),
  says('incident', 'incidents.note-added', fc.record({ text: gate })),
  says('handover', 'incidents.work-handed-over', fc.record({ from: account(), to: account() }))
)
function account() {
  return few.map((number) => `can-bo-${number}`)
}

const part = fc.integer({ min: 1, max: 3 })
const inHui = fc.oneof(
  says('person', 'hui.person-described', fc.record({ name: gate, hamlet: gate })),
  says(
    'line',
    'hui.line-agreed',
    gate.map((code) => agreement(3, 1_000, { code }))
  ),
  says('line', 'hui.round-held', fc.tuple(part, part).map(roundOf)),
  says('line', 'hui.contribution-received', fc.tuple(part, part).map(paymentOf)),
  says('collapse', 'hui.collapse-opened', fc.record({ host: id, on: day, gist: gate })),
  says('collapse', 'hui.collapse-seen', fc.record({ on: day })),
  says('collapse', 'hui.claim-registered', fc.record({ number: few, claimant: claimant(), amount: few })),
  says('collapse', 'hui.claim-reversed', fc.record({ claim: id, reason: gate }))
)
function claimant() {
  return fc.oneof(fc.record({ person: id }), fc.record({ name: gate }))
}
function roundOf([k, taker]: [number, number]) {
  const by = { on: dayOf(k), said: hostSaid }
  return { ...by, k, chosen: 'lot', taker, bid: 0, tickets: [], collected: false }
}
function paymentOf([k, part]: [number, number]) {
  return { on: dayOf(k), said: hostSaid, k, part, holder: numberedId(part), amount: 500, method: 'cash' }
}

const inGroups = fc.oneof(
  says(
    'group',
    'hui.group-registered',
    fc.tuple(id, day, few).map(([host, since, members]) => registration({ host, since, on: since, members }))
  ),
  says('group', 'hui.official-seated', fc.record({ on: day, official: fc.record({ name: gate }) })),
  says('group', 'hui.group-status-set', fc.record({ on: day, status: fc.constantFrom('active', 'stopped') })),
  says('group', 'hui.group-entry-reversed', fc.record({ entry: id, reason: gate })),
  says('else', 'hui.group-registered', fc.constant(registration()))
)

const isDirectory = ({ book }: StoredFact) => book === 'directory'

/** Folds a book whole, and by folds that have followed it. */
interface Folding {
  said: fc.Arbitrary<Said>
  /** @param until Unix ms */
  whole(facts: readonly StoredFact[], until: number): unknown
  following(): (facts: readonly StoredFact[], until: number) => unknown
}

const foldings: Record<string, Folding> = {
  models: {
    said: inMovement,
    whole: (facts) => days.map((day) => listedModels(facts, day)),
    following: () =>
      following(modelFolds<StoredFact>(), (facts, folds) =>
        days.map((day) => listedModels(facts, day, folds))
      )
  },
  figures: {
    said: inMovement,
    whole: (facts) => days.map((day) => figuresOn(facts, day)),
    following: () =>
      following(figureFolds<StoredFact>(), (facts, folds) => days.map((day) => figuresOn(facts, day, folds)))
  },
  notices: {
    said: inNotices,
    whole: (facts) => registerIn(facts),
    following: () => following(registerFolds<StoredFact>(), registerIn)
  },
  alarms: {
    said: inDuty,
    whole: (facts) => alarms(facts),
    following: () => following(new AlarmFolds<StoredFact>(), alarms)
  },
  'alarms by decisions': {
    said: decided,
    whole: (facts) => byDecisions(alarms(facts), facts.filter(isDirectory)),
    following() {
      const [folds, told] = [new AlarmFolds<StoredFact>(), new DecidedAlarms<StoredFact>()]
      return (facts) => told.of(alarms(facts, folds), facts.filter(isDirectory))
    }
  },
  incidents: {
    said: inIncidents,
    whole: (facts) => incidentsIn(facts),
    following: () => following(incidentFolds<StoredFact>(), incidentsIn)
  },
  'who is in charge': {
    said: inIncidents,
    whole: (facts) => inCharge(facts, facts),
    following: () => following(beginningFolds(), (facts, folds) => inCharge(facts, facts, folds))
  },
  strangers: {
    said: inDuty,
    whole: (facts) => strangersIn(facts, 0),
    following: () => following(strangerFolds<StoredFact>(), (facts, folds) => strangersIn(facts, 0, folds))
  },
  groups: {
    said: inGroups,
    whole: (facts) => days.map((day) => groups(facts, day)),
    following: () =>
      following(groupFolds<StoredFact>(), (facts, folds) => days.map((day) => groups(facts, day, folds)))
  },
  'collapse files': {
    said: inHui,
    whole: (facts, until) =>
      streamsIn(facts, 'collapse/').flatMap((own) => collapse(own, until, people(facts)) ?? []),
    following() {
      const [folds, known] = [new CollapseFolds(), new PeopleFolds()]
      return (facts, until) => folds.of(facts, known.of(facts).people, until).reverse()
    }
  },
  people: {
    said: inHui,
    whole: (facts) => ({ people: people(facts), names: calledNames(people(facts)) }),
    following: () => following(new PeopleFolds(), (facts, folds) => folds.of(facts))
  }
}

/** The facts of each stream of that kind, by its name. */
function streamsIn(facts: readonly StoredFact[], kind: string): StoredFact[][] {
  const streams = new Set(facts.map(({ stream }) => stream).filter((stream) => stream.startsWith(kind)))
  return [...streams].sort().map((name) => facts.filter(({ stream }) => stream === name))
}

function following<Folds>(folds: Folds, fold: (facts: readonly StoredFact[], folds: Folds) => unknown) {
  return (facts: readonly StoredFact[]) => fold(facts, folds)
}

test.each(Object.entries(foldings))(
  'folds that follow a book say the same as folding it whole: %s',
  (_, { said, whole, following }) => {
    fc.assert(
      fc.property(changingBook(said), (books) => {
        const follow = following()
        for (const [i, facts] of books.entries()) {
          const until = bookStart + i * 12 * aSecond
          expect(follow(facts, until)).toEqual(whole(facts, until))
        }
      }),
      { numRuns: 300 }
    )
  }
)

test.each(Object.entries(foldings))(
  'whole, a book says the same in whatever order its facts arrived: %s',
  (_, { said, whole }) => {
    fc.assert(
      fc.property(changingBook(said), (books) => {
        const facts = books.at(-1)!
        const until = bookStart + 45 * aSecond
        expect(whole(facts.toReversed(), until)).toEqual(whole(facts, until))
      }),
      { numRuns: 100 }
    )
  }
)
