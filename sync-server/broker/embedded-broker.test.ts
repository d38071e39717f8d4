import { Duplex } from 'node:stream'
import { MqttClient } from 'mqtt'
import { expect, test } from 'vitest'
import { startEmbeddedBroker } from './embedded-broker.ts'

/** Two ends of a line; what the broker says can be left unread. */
function line() {
  const state = { deaf: false }
  const client: Duplex = new Duplex({
    read() {},
    write(chunk, _, done) {
      served.push(chunk)
      done()
    }
  })
  const served: Duplex = new Duplex({
    read() {},
    writableHighWaterMark: 16 * 1024,
    write(chunk, _, done) {
      if (state.deaf) return
      client.push(chunk)
      done()
    }
  })
  return { client, served, state }
}

test('who does not read what they hear is cut off, and holds up nobody else', async () => {
  const broker = await startEmbeddedBroker(Date.now)
  const join = async (account: string) => {
    const rights = { publish: ['a/+'], hear: [`a/${account}`], clear: [] }
    const pass = (await broker.issue({ account, device: account }, rights))!
    const { client, served, state } = line()
    broker.accept(served, {} as never, () => {})
    const { username, password, clientId } = pass
    const options = { protocolVersion: 5, username, password, clientId, reconnectPeriod: 0 } as const
    const mqtt = new MqttClient(() => client as never, options)
    mqtt.on('error', () => {})
    await mqtt.subscribeAsync(`a/${account}`)
    return { mqtt, served, state }
  }
  const [deaf, good] = [await join('deaf'), await join('good')]
  deaf.state.deaf = true
  const heard: string[] = []
  good.mqtt.on('message', (topic) => heard.push(topic))
  for (let i = 0; i < 500; i++) good.mqtt.publish('a/deaf', Buffer.alloc(1_000))
  good.mqtt.publish('a/good', 'x')
  await expect.poll(() => heard, { timeout: 20_000 }).toEqual(['a/good'])
  expect(deaf.served.destroyed).toBe(true)
  await good.mqtt.endAsync(true)
  await deaf.mqtt.endAsync(true)
  await broker.stop()
})
