import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { UnitHistoryNamed } from '../directory/facts.ts'
import json from './ca-mau.json' with { type: 'json' }
import { historyOf } from './history.ts'
import { firstNamedDay, successorIn, type OldArea } from './today.ts'
import { successorsOf, type Gazetteer } from './units.ts'

const gazetteer = json as unknown as Gazetteer
const history = (id: string) =>
  historyOf(
    gazetteer,
    gazetteer.units.find((unit) => unit.id === id)!
  )
const phongHiep = history('xa-phong-hiep')
const area = (level: OldArea['level'], id: string, kind: string, name: string, province?: string) => ({
  level,
  id,
  kind,
  name,
  province
})

describe('what a unit was', () => {
  test('xã Phong Hiệp was two communes of huyện Phước Long, tỉnh Bạc Liêu', () => {
    const old = { district: 'huyện Phước Long', province: 'tỉnh Bạc Liêu', until: '2025-06-30', part: false }
    const commune = (name: string, id: string) => ({ id: `${id}.phuoc-long`, kind: 'xã', name, ...old })
    expect(phongHiep).toEqual({
      province: 'tỉnh Cà Mau',
      since: '2025-07-01',
      predecessors: [
        commune('Phong Thạnh Tây A', 'xa-phong-thanh-tay-a'),
        commune('Phong Thạnh Tây B', 'xa-phong-thanh-tay-b')
      ]
    })
  })

  test('each unit in being has one that its directory takes, and leads back to it', () => {
    const now = gazetteer.units.filter(({ validTo }) => !validTo)
    for (const unit of now) {
      const own = historyOf(gazetteer, unit)
      expect(v.is(UnitHistoryNamed.entries.body, own)).toBe(true)
      for (const { id, part } of own.predecessors) {
        const successors = successorsOf(gazetteer, id, '2026-11-24')
        expect(successors).toContain(unit)
        expect(part).toBe(successors.length > 1)
      }
    }
  })
})

describe('where an old area lies today', () => {
  test('a commune in the unit, a district in part, a province in its successor', () => {
    const commune = area('commune', 'xa-phong-thanh-tay-a.phuoc-long', 'xã', 'Phong Thạnh Tây A')
    expect(successorIn(commune, phongHiep)).toEqual({ in: 'unit', part: false })
    const district = area('district', 'phuoc-long', 'huyện', 'Phước Long', 'tỉnh Bạc Liêu')
    expect(successorIn(district, phongHiep)).toEqual({ in: 'unit', part: true })
    expect(successorIn(area('province', 'bac-lieu', 'tỉnh', 'Bạc Liêu'), phongHiep)).toEqual({
      in: 'province',
      part: false
    })
  })

  test('nothing is said of other land, of a name that stands, or without a history', () => {
    const elsewhere = area('commune', 'phuong-lang-tron.gia-rai', 'phường', 'Láng Tròn')
    expect(successorIn(elsewhere, phongHiep)).toBeNull()
    const other = area('district', 'gia-rai', 'thị xã', 'Giá Rai', 'tỉnh Bạc Liêu')
    expect(successorIn(other, phongHiep)).toBeNull()
    const ofCaMau = gazetteer.units
      .filter(({ validTo }) => !validTo)
      .map(({ id }) => history(id))
      .find(({ predecessors }) => predecessors.some(({ province }) => province === 'tỉnh Cà Mau'))!
    expect(successorIn(area('province', 'ca-mau-cu', 'tỉnh', 'Cà Mau'), ofCaMau)).toBeNull()
    expect(successorIn(area('province', 'bac-lieu', 'tỉnh', 'Bạc Liêu'), null)).toBeNull()
  })
})

describe('since when the old names are known', () => {
  const figures = (id: string, asOf: string) => ({
    area: area('province', id, 'tỉnh', id === 'bac-lieu' ? 'Bạc Liêu' : 'An Giang'),
    asOf
  })

  test('from the day they ended, since nobody has written down when they began', () => {
    expect(firstNamedDay(phongHiep, [])).toBe('2025-06-30')
    expect(firstNamedDay({ province: 'tỉnh Cà Mau', predecessors: [] }, [])).toBeNull()
  })

  test('or from figures that were published under them; figures of other land say nothing', () => {
    const published = [figures('bac-lieu', '2025-03-29'), figures('an-giang', '2020-01-01')]
    expect(firstNamedDay(phongHiep, published)).toBe('2025-03-29')
  })
})
