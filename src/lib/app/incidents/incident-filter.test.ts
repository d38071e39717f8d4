import { expect, test } from 'vitest'
import type { IncidentOutline } from '#lib/domain/incidents/outline.ts'
import { incidentsFound, type IncidentFilter } from './incident-filter.ts'

const one = (id: string, more: Partial<IncidentOutline>) =>
  ({
    id,
    category: 'theft',
    text: '',
    open: true,
    tip: null,
    dispute: false,
    stage: 'handling',
    written: [],
    reportedAt: '2026-11-24T15:00:00.000Z',
    ...more
  }) as unknown as IncidentOutline

const list = [
  one('xe', { text: 'Mất xe Wave đỏ', place: 'Ấp Kinh 3' }),
  one('bom', { text: 'Mất máy bơm', tip: { triage: 'security' } as IncidentOutline['tip'] }),
  one('chay', { category: 'fire', text: 'Cháy đống rơm', written: ['Bà Ba Huệ kể lại'] }),
  one('xong', { text: 'Mất gà', open: false, stage: 'closed' })
]
const found = (filter: Partial<IncidentFilter>) =>
  incidentsFound(list, { state: 'open', kind: '', query: '', ...filter }, (category) =>
    category === 'fire' ? 'Cháy nổ' : 'Trộm cắp'
  ).map(({ id }) => id)

test.each<[Partial<IncidentFilter>, string[]]>([
  [{}, ['xe', 'bom', 'chay']],
  [{ state: 'ended' }, ['xong']],
  [{ state: 'all' }, ['xe', 'bom', 'chay', 'xong']],
  [{ kind: 'tip' }, ['bom']],
  [{ kind: 'theft', state: 'all' }, ['xe', 'bom', 'xong']],
  [{ query: 'mat xe' }, ['xe']],
  [{ query: 'KINH 3' }, ['xe']],
  [{ query: 'ba hue' }, ['chay']],
  [{ query: 'chay no' }, ['chay']],
  [{ query: 'mat', kind: 'tip' }, ['bom']],
  [{ query: 'gà' }, []],
  [{ query: '?' }, []]
])('%o leaves %o', (filter, left) => {
  expect(found(filter)).toEqual(left)
})
