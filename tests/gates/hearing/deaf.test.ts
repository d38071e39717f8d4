import { afterEach, expect, test } from 'vitest'
import { shown } from '#lib/domain/gates/contract/state.ts'
import { GateStand } from '../gate-stand.ts'

const ended: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end()
})

const within = (message: string) => ({ timeout: 30_000, message })

test('an agent to whom nothing is delivered any more says so, reads as out of reach, and hears again once it can', async () => {
  const stand = await GateStand.start({ communeCable: true, travelMs: 600_000, position: 50 })
  ended.push(() => stand.stop())
  const phone = await stand.phone()
  const reading = () => phone.state && shown(phone.state, stand.now())
  await expect.poll(reading, within('a fresh state at first')).toMatchObject({ kind: 'fresh' })

  stand.communeCable!.withhold()
  const lost = await phone.ask('STOP')
  await expect.poll(reading, within('a state that is not fresh')).toMatchObject({ deaf: true })
  // It speaks all the while: nothing of this tells by itself that it does not hear.
  expect(phone.state).toMatchObject({ deviceOnline: true, motion: 'stopped' })
  await expect.poll(() => stand.alerts, within('an alert')).toEqual(['deaf'])
  expect(phone.alerts.map(({ alert }) => alert)).toEqual(['deaf'])
  expect(stand.log.map(({ kind }) => kind)).toContain('deaf')
  expect(stand.troubles).toEqual([
    'Error: Máy chủ MQTT của xã không chuyển lệnh tới máy này nữa: đang tự nối lại.'
  ])
  expect(phone.told(lost)).toEqual([])

  stand.communeCable!.plug()
  await expect.poll(reading, within('a fresh state')).toMatchObject({ kind: 'fresh' })
  await phone.hears(await phone.ask('STOP'), 'completed')
})

test('an agent that stays deaf on each new connection says it once, and never reads as fresh', async () => {
  const stand = await GateStand.start({ communeCable: true, travelMs: 600_000, position: 50 })
  ended.push(() => stand.stop())
  const phone = await stand.phone()
  stand.communeCable!.withhold()
  stand.communeCable!.cut()
  const from = phone.states.length
  const stated = () => phone.states.slice(from).length
  await expect.poll(stated, within('two states after a new connection')).toBeGreaterThan(1)
  expect(phone.states.slice(from).filter(({ deaf }) => !deaf)).toEqual([])
  expect(stand.alerts).toEqual(['deaf'])
})
