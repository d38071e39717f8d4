import { expect, test } from 'vitest'
import { Link } from '#lib/data/mqtt/link.ts'
import { startOldBroker } from '../../tests/broker/brokers.ts'
import { sayTooOld } from './too-old.ts'

test('8 a broker that knows no MQTT 5 is named once, however often it is tried', async () => {
  const old = await startOldBroker()
  const said: string[] = []
  let tries = 0
  const connectOptions = async () => ({ url: `mqtt://127.0.0.1:${old.tcp}`, clientId: `thu-${++tries}` })
  const link = new Link({
    connectOptions,
    now: () => performance.now(),
    chance: () => 0,
    after: (_ms, run) => {
      setImmediate(run)
      return () => {}
    }
  })
  sayTooOld(link, 'của xã', (problem) => said.push((problem as Error).message))
  await expect.poll(() => tries).toBeGreaterThan(2)
  await link.stop()
  await old.stop()
  expect(said).toEqual(['Máy chủ MQTT của xã chỉ có bản cũ hơn: cần MQTT 5.'])
})
