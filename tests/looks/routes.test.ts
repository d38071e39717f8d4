import { expect, test } from 'vitest'
import { screens } from '../browser/screens.ts'
import { arrivesAt, screenOf } from './screen.ts'
import { looks } from './screens.ts'

test('every screen there is is looked at', () => {
  const looked = new Set(looks.map(arrivesAt))
  expect(screens.filter((screen) => !looked.has(screen))).toEqual([])
})

test('a look says where its presses lead', () => {
  const strange = looks.flatMap(({ to }) => (to === undefined || screens.includes(to) ? [] : [to]))
  expect(strange).toEqual([])
  expect(screenOf('/gate/cong-1b/open?how=emergency')).toBe('/gate/[id]/open')
  expect(screenOf('/hui/new')).toBe('/hui/new')
  expect(screenOf('/khong-co')).toBeUndefined()
})
