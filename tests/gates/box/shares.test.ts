import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Envelope } from '#lib/domain/fact.ts'
import { boxIn } from '#lib/domain/gates/contract/gate-box/box-request.ts'
import { maxWaitingBoxes } from '../../../sync-server/transit/boxes.ts'
import { usualBoxLimits } from '../../../gate-agent/gate-box/box-store.ts'
import { TestDevice } from '../../facts.ts'
import type { TestAccount } from '../../stack.ts'
import { until } from '../../until.ts'
import { BoxStage, written } from './box-stage.ts'
import type { BoxPhone } from './box-phone.ts'
import { looseBox, RawPhone } from './raw-phone.ts'

/** An approved phone leaves at a gate what no server can ever settle, as much of it as it may. */
let stage: BoxStage
let raw: RawPhone
let liar: TestAccount
let author: BoxPhone
let carrier: BoxPhone
beforeAll(async () => {
  stage = await BoxStage.start()
  liar = await stage.server.account('officer')
  author = await stage.phone()
  carrier = await stage.phone()
  stage.startAgent()
  const accounts = [liar.name, author.phone.account, carrier.phone.account]
  await stage.agentKnows((text) => accounts.every((account) => text.includes(account)))
  raw = await RawPhone.connect(`ws://127.0.0.1:${stage.beside.port}`, stage.server.unit)
  await until(() => stage.lines.some((line) => line.includes('đã nhận máy này')))
})
afterAll(async () => {
  await raw.stop()
  await stage.stop()
})

const nobody = new TestDevice('chua-duyet')
async function leavesAll(): Promise<number> {
  const { unit, tools } = stage.server
  for (let i = 0; ; i++) {
    const word = await raw.leave(
      liar.device,
      await looseBox(unit, tools.sealing.publicOf(unit), nobody, liar.device)
    )
    if (word === 'kept') continue
    expect(word).toBe('YOURS_FULL')
    return i
  }
}
const areStored = (facts: readonly Envelope[]) =>
  until(async () => (await stage.stored(facts)).size === facts.length)

test('it fills its own room at the machine and its own share at the server; what others leave arrives all the same', async () => {
  stage.cable.pull()
  expect(await leavesAll()).toBe(usualBoxLimits.boxesOfOne)
  const facts = await written(author, 3)
  expect(await author.visit()).toMatchObject({ records: 3, unleft: 0, problem: null })
  stage.cable.plug()
  await areStored(facts)
  await until(async () => (await stage.transit()) === maxWaitingBoxes)
  // Nothing was dropped: what the server did not take lies here.
  const lying = usualBoxLimits.boxesOfOne - maxWaitingBoxes
  await until(() => stage.files().filter((bytes) => bytes > 0).length === lying)

  // Another phone that takes the rest along brings its own, and what others left, too.
  stage.cable.pull()
  const more = await written(author, 2)
  expect(await author.visit()).toMatchObject({ problem: null })
  expect((await carrier.visit()).taken).toBeGreaterThan(lying)
  await carrier.bring()
  await areStored(more)
  expect(carrier.carried).toBe(lying)
  await until(async () => (await stage.transit()) === maxWaitingBoxes)
})

test('a phone leaves its own before what it carries, and what the machine does not take keeps back nothing else', async () => {
  stage.cable.pull()
  const { unit, tools } = stage.server
  const key = tools.sealing.publicOf(unit)
  const shelve = async (id: string, sealer: TestDevice) => {
    const { letters, to, name } = await looseBox(unit, key, nobody, sealer)
    const box = boxIn(letters, { unit, key: to })
    author.boxes.set(id, { id, account: 'ai', device: sealer.id, holds: [], counts: 0, box, at: 0 })
    return name
  }
  await shelve('cua-nguoi-la', nobody)
  const carried = await shelve('handed mot', (await stage.server.account('officer')).device)
  stage.cable.plug()
  await stage.agentApproves([...author.boxes.values()].at(-1)!.device)
  stage.cable.pull()
  await written(author, 5)
  const before = new Set(readdirSync(join(stage.folder, 'boxes')))
  expect(await author.visit()).toMatchObject({ unleft: 1, problem: { code: 'STRANGER' } })
  const fresh = readdirSync(join(stage.folder, 'boxes')).filter((file) => !before.has(file))
  expect(fresh.sort().map((file) => file.endsWith(carried))).toEqual([false, true])
})
