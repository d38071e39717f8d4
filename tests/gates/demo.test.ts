import mqtt, { type IClientOptions } from 'mqtt'
import { expect, test } from 'vitest'
import { directoryOf } from '../../sync-server/directory/unit-directory.ts'
import { opened } from '#lib/domain/gates/contract/envelope.ts'
import { agentKeys } from '#lib/domain/gates/contract/gate-machine.ts'
import { GateState } from '#lib/domain/gates/contract/state.ts'
import { runDemoGates } from '../../gate-agent/demo.ts'
import { Signatures } from '../../gate-agent/shell/signatures.ts'
import { demoSession } from '../devices/session.ts'
import { startTestStack } from '../stack.ts'
import { until } from '../until.ts'

const unit = 'xa-phong-hiep'

const title = 'the demo’s two gates say how they stand, signed by an agent whom the directory knows'

test.skipIf(process.env.COUCHDB_URL)(
  process.env.COUCHDB_URL ? `${title} (left out: the demo would stay in the CouchDB of COUCHDB_URL)` : title,
  async () => {
    const stack = await startTestStack({ demo: true, mqttUrl: null })
    const gates = await runDemoGates({ url: stack.url, dataDir: stack.dataDir, camera: stack.camera })
    const keeper = await demoSession(stack.url, 'ph-cong1b')
    const answer = await fetch(`${stack.url}/broker`, { method: 'POST', headers: keeper.headers })
    const { url, ...pass } = (await answer.json()) as { url: string } & IClientOptions
    const client = await mqtt.connectAsync(url, { protocolVersion: 5, ...pass })
    const states = new Map<string, ReturnType<typeof read>>()
    const read = (payload: string) => opened(payload, GateState)
    client.on('message', (topic, payload) => states.set(topic, read(String(payload))))
    await client.subscribeAsync(`antt/v1/${unit}/gate/+/state`, { qos: 1 })
    await until(() => [...states.values()].filter((state) => state?.body.deviceOnline).length === 2)
    const said = [...states.values()].map((state) => [state!.body.gate, state!.body.motion])
    expect(said.sort()).toEqual([
      ['cong-1b', 'open'],
      ['cong-kinh-3', 'open']
    ])
    const signatures = new Signatures()
    const approved = async () => {
      const known = await directoryOf(stack.couch.nano, unit, stack.tools.roots)
      const [{ body, signed }] = [...states.values()].map((state) => state!) as [
        NonNullable<ReturnType<typeof read>>
      ]
      const agent = agentKeys(known).get(body.key)
      return agent !== undefined && signatures.verify(agent.key, signed)
    }
    await until(approved)
    await client.endAsync(true)
    await gates.stop()
    await stack.stop()
  }
)
