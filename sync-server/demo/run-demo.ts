import { join } from 'node:path'
import { databaseName } from '#lib/domain/database-names.ts'
import type { Config } from '../server-config.ts'
import { keptDevice } from '../server-device.ts'
import { follow } from '../follow.ts'
import { provision, type Tools } from '../provision/provision.ts'
import { scribe } from '../fact-writer.ts'
import { missingApprovals } from './missing-approvals.ts'
import { writeDemoAlarms } from './alarms/alarms.ts'
import { writeDemoDuty } from './duty/duty.ts'
import { writeDemoHui } from './hui/hui.ts'
import { writeDemoIncidents } from './incidents/incidents.ts'
import { writeDemoMovement } from './movement/movement.ts'
import { demoKeeper, demoLists, writeDemoLog } from './demo.ts'

/** Provisions the demo, and approves the phones of its people for as long as the server runs. */
export async function runDemo(
  tools: Tools,
  config: Pick<Config, 'dataDir' | 'now'>
): Promise<() => Promise<void>> {
  const { couch } = tools
  const lists = demoLists(config.now())
  await provision(lists, tools)
  const scribeAs = (account: string, key: string) =>
    scribe(couch.nano, keptDevice(join(config.dataDir, key)), account, config.now)
  await writeDemoLog(couch.nano, scribeAs(demoKeeper, 'demo-key.json'), config.now())
  await writeDemoHui(couch.nano, scribeAs, config.now())
  await writeDemoIncidents(couch.nano, scribeAs, config.now())
  await writeDemoAlarms(couch.nano, tools.scribe, scribeAs, config.now())
  await writeDemoMovement(couch.nano, scribeAs, config.now())
  await writeDemoDuty(couch.nano, scribeAs, config.now())

  const accounts = new Set(lists.accounts.map(({ account }) => account))
  const stops = lists.units.map(({ id }) =>
    follow(couch.nano, databaseName(id, 'directory', ''), () =>
      tools.scribe.write(id, 'directory', (facts) => missingApprovals(facts, accounts))
    )
  )
  return async () => void (await Promise.all(stops.map((stop) => stop())))
}
