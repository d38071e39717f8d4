import { expect, test } from 'vitest'
import { TestCollapse } from '../../../../../tests/hui/test-collapse.ts'
import { numberedId } from '../../../../../tests/hui/test-line.ts'
import { CollapseFolds } from './collapse-folds.ts'
import { PeopleFolds } from '../people.ts'

const late = Date.UTC(2100, 0, 1)

test('a claimant who turns out to be a person of the book is to be compared, though nothing has come to the file', () => {
  const desk = new TestCollapse()
  desk.claim(1, { person: numberedId(501) }, 5)
  desk.claim(2, { name: 'Kim Sà Rêl' }, 7)
  const [folds, people] = [new CollapseFolds(), new PeopleFolds()]
  const unsure = (facts = [...desk.facts]) => folds.of(facts, people.of(facts).people, late)[0]!.unsure
  expect(unsure()).toBe(0)
  desk.write('hui.person-described', { name: 'Kim Sà Rêl' }, { stream: `person/${numberedId(501)}` })
  expect(unsure()).toBe(12)
})
