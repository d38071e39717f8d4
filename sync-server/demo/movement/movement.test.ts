import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { directoryOf } from '../../directory/unit-directory.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { Fact } from '#lib/domain/facts.ts'
import { figuresOn, type Area } from '#lib/domain/movement/figures.ts'
import { modelsOn, totalsOf } from '#lib/domain/movement/models.ts'
import json from '#lib/domain/units/ca-mau.json' with { type: 'json' }
import { successorIn } from '#lib/domain/units/today.ts'
import {
  fullName,
  parentsOf,
  successorsOf,
  unitsUnder,
  validOn,
  type Gazetteer
} from '#lib/domain/units/units.ts'
import { openDemoPart, type DemoPart } from '../../../tests/demo-part.ts'
import { loadServerDevice } from '../../server-device.ts'
import { factsIn, factWriter } from '../../fact-writer.ts'
import { writeDemoMovement } from './movement.ts'
import { sealsIn } from '../../admission/seals.ts'

const gazetteer = json as unknown as Gazetteer
const then = '2025-03-29'
const today = '2026-11-24'
const units = ['xa-phong-hiep', 'phuong-lang-tron']
let demo: DemoPart
const books = new Map<string, Envelope[]>()
const book = (unit: string) => books.get(unit)!
beforeAll(async () => {
  demo = await openDemoPart(writeDemoMovement)
  for (const unit of units) books.set(unit, await factsIn(demo.tools.couch.nano, `antt-${unit}-movement`))
})
afterAll(() => demo.stop())

/** Summarises an area's published figures for a day: "models 50, members over 6000". */
const told = (unit: string, name: string, day = then) =>
  figuresOn(book(unit), day)
    .filter(({ area }) => fullName({ ...area, type: area.kind }) === name)
    .flatMap(({ figures }) => figures.map(({ what, value, precision }) => `${what} ${precision} ${value}`))

test('old Bạc Liêu, as published on 29/03/2025, stands in both units', () => {
  for (const unit of units)
    for (const day of [then, today])
      expect(told(unit, 'tỉnh Bạc Liêu', day)).toEqual([
        'models exact 50',
        'groups exact 330',
        'members over 6000',
        'points exact 311',
        'point-groups exact 1233',
        'point-members over 16700'
      ])
})

test('the 8 gates of old Phước Long district, the first of them at ấp 1B', () => {
  expect(told('xa-phong-hiep', 'huyện Phước Long')).toEqual([
    'smart-gates exact 8',
    'communes-with-gates exact 7',
    'incidents-prevented exact 4'
  ])
  const district = figuresOn(book('xa-phong-hiep'), then).find(({ area }) => area.level === 'district')!
  expect(district).toMatchObject({ since: '2022-11', place: 'Ấp 1B, xã Phong Thạnh Tây A' })
})

test('the hụi groups of old Láng Tròn ward', () => {
  expect(told('phuong-lang-tron', 'phường Láng Tròn')).toEqual([
    'hui-hosts exact 65',
    'hui-members about 1000',
    'hui-tips exact 19',
    'hui-collapses exact 0',
    'hui-complaints exact 0'
  ])
  expect(modelsOn(book('phuong-lang-tron'), then)).toMatchObject([
    { name: 'Tổ tự quản lý hụi bằng Zalo', since: '2022-04-21', groups: [{ groups: 65 }] }
  ])
})

test('nothing of it was known the day before', () => {
  for (const unit of units) expect(figuresOn(book(unit), '2025-03-28')).toEqual([])
})

test("a past day answers with the commune's models of then", () => {
  const on = (day: string) => {
    const { models, boards, groups, members } = totalsOf(modelsOn(book('xa-phong-hiep'), day))
    return [models, boards, groups, members.value]
  }
  expect(on(then)).toEqual([1, 1, 1, 14])
  expect(on(today)).toEqual([2, 1, 5, 41])
})

test('each area has its name and parents of that day, and its land leads to the unit that holds the figures', async () => {
  for (const unit of units) {
    const { history } = await directoryOf(demo.tools.couch.nano, unit, demo.tools.roots)
    for (const { area, asOf } of figuresOn(book(unit), today)) {
      expect(nameThen(area, asOf)).toEqual(area)
      const old = unitsUnder(gazetteer, area.id, asOf).map(({ id }) => id)
      const land = area.level === 'commune' ? [area.id] : old
      const now = land.flatMap((id) => successorsOf(gazetteer, id, today).map(({ id }) => id))
      expect(now).toContain(unit)
      expect(successorIn(area, history)).not.toBeNull()
    }
  }
})

/** Returns the area from the gazetteer of that day. */
function nameThen({ level, id }: Area, day: string): Area | null {
  if (level === 'province') {
    const found = gazetteer.provinces.find((one) => one.id === id && validOn(one, day))
    return found ? { level, id, kind: 'tỉnh', name: found.name } : null
  }
  const province = (id: string) => `tỉnh ${gazetteer.provinces.find((one) => one.id === id)!.name}`
  if (level === 'district') {
    const found = gazetteer.districts.find((one) => one.id === id && validOn(one, day))
    return found
      ? { level, id, kind: found.type, name: found.name, province: province(found.province) }
      : null
  }
  const found = gazetteer.units.find((one) => one.id === id && validOn(one, day))
  if (!found) return null
  const { district } = parentsOf(gazetteer, found)
  const parents = { ...(district && { district: fullName(district) }), province: province(found.province) }
  return { level, id, kind: found.type, name: found.name, ...parents }
}

test('what nobody published is marked as invented, and every fact has its shape', () => {
  for (const unit of units) for (const fact of book(unit)) expect(v.is(Fact, fact)).toBe(true)
  for (const { groups } of modelsOn(book('xa-phong-hiep'), today))
    for (const { name } of groups) expect(name).toContain('(minh họa)')
})

test('it is written once, also by a server with other keys', async () => {
  const other = mkdtempSync(join(tmpdir(), 'antt-'))
  for (const dir of [demo.dataDir, other]) {
    const writerFor = (account: string, key: string) =>
      factWriter(demo.tools.couch.nano, loadServerDevice(join(dir, key)), account, Date.now, sealsIn(dir))
    expect(await writeDemoMovement(demo.tools.couch.nano, writerFor, Date.now())).toBe(0)
  }
  rmSync(other, { recursive: true })
})
