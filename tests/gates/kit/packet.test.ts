import mqtt from 'mqtt'
import { expect, test } from 'vitest'
import { checkedAnswers } from '../../../gate-agent/kit/answers.ts'
import { brokerSettings } from '../../../gate-agent/kit/broker-files.ts'
import { startMosquitto } from '../../broker/brokers.ts'
import { siteAnswers } from './site.ts'

test('Mosquitto on the kit’s bound ends a connection that sends megabytes, and passes nothing on', async () => {
  const settings = brokerSettings(checkedAnswers(siteAnswers('/kit'), 'thử')).split('\n')
  const bound = settings.filter((line) => line.startsWith('max_packet_size'))
  const broker = await startMosquitto(['allow_anonymous true', ...bound])
  const options = { reconnectPeriod: 0, protocolVersion: 4 } as const
  const connect = () => mqtt.connectAsync(`mqtt://127.0.0.1:${broker.tcp}`, options)
  const [ear, firmware] = [await connect(), await connect()]
  const heard: number[] = []
  await ear.subscribeAsync('#')
  const ended = new Promise((resolve) => {
    ear.on('message', (_, payload) => resolve(heard.push(payload.length)))
    firmware.once('close', () => resolve(null))
  })
  firmware.publish('tele/cong01/LWT', Buffer.alloc(3_000_000), { qos: 1 }, () => {})
  await ended
  expect(heard).toEqual([])
  await ear.endAsync(true)
  await broker.stop()
})
