import { describe, expect, test } from 'vitest'
import json from './ca-mau.json' with { type: 'json' }
import { fullName, parentsOf, successorsOf, unitsUnder, validOn, type Gazetteer } from './units.ts'

const gazetteer = json as unknown as Gazetteer
const unit = (id: string) => gazetteer.units.find((unit) => unit.id === id)!
const then = '2025-03-29'
const today = '2026-11-24'

describe('units under the names of their day', () => {
  test('64 communes and wards in Cà Mau since 01/07/2025, none in districts', () => {
    const units = unitsUnder(gazetteer, 'ca-mau', today)
    expect(units).toHaveLength(64)
    expect(units.filter(({ type }) => type === 'phường')).toHaveLength(9)
    expect(units.every(({ district }) => district === null)).toBe(true)
  })

  test('old Phước Long district and old Bạc Liêu exist on 29/03/2025 only', () => {
    expect(unitsUnder(gazetteer, 'phuoc-long', then).map(({ id }) => id)).toContain(
      'xa-phong-thanh-tay-a.phuoc-long'
    )
    expect(unitsUnder(gazetteer, 'phuoc-long', today)).toEqual([])
    expect(unitsUnder(gazetteer, 'bac-lieu', then).length).toBeGreaterThan(60)
  })

  test('the last day of the old and the first of the new', () => {
    expect(validOn(unit('xa-phong-thanh-tay-a.phuoc-long'), '2025-06-30')).toBe(true)
    expect(validOn(unit('xa-phong-hiep'), '2025-06-30')).toBe(false)
    expect(validOn(unit('xa-phong-hiep'), '2025-07-01')).toBe(true)
  })

  test('where the old land went', () => {
    expect(successorsOf(gazetteer, 'xa-phong-thanh-tay-a.phuoc-long', today).map(fullName)).toEqual([
      'xã Phong Hiệp'
    ])
    expect(successorsOf(gazetteer, 'xa-phong-hiep', today).map(({ id }) => id)).toEqual(['xa-phong-hiep'])
    expect(successorsOf(gazetteer, 'xa-khong-co', today)).toEqual([])
  })

  test('a district is looked up inside its province', () => {
    const { district, province } = parentsOf(gazetteer, unit('phuong-lang-tron.gia-rai'))
    expect([district?.name, province.name]).toEqual(['Giá Rai', 'Bạc Liêu'])
    expect(parentsOf(gazetteer, unit('phuong-lang-tron'))).toEqual({
      province: expect.objectContaining({ id: 'ca-mau' })
    })
  })

  test('every reference leads somewhere', () => {
    const ids = new Set(gazetteer.units.map(({ id }) => id))
    for (const unit of gazetteer.units) {
      parentsOf(gazetteer, unit)
      for (const old of unit.predecessors) expect(ids).toContain(old)
    }
  })
})
