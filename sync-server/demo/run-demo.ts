import { join } from 'node:path'
import { databaseName } from '#lib/domain/database-names.ts'
import type { ServerConfig } from '../server-config.ts'
import { loadServerDevice } from '../server-device.ts'
import { follow } from '../follow.ts'
import { provision, type ProvisionDeps } from '../provision/provision.ts'
import { factWriter } from '../fact-writer.ts'
import { directoryIn, directoryOf } from '../directory/unit-directory.ts'
import { missingApprovals } from './missing-approvals.ts'
import { writeDemoAlarms } from './alarms/alarms.ts'
import { writeDemoDuty } from './duty/duty.ts'
import { writeDemoHui } from './hui/hui.ts'
import { writeDemoOwnBook } from './hui/own-book.ts'
import { writeDemoIncidents } from './incidents/incidents.ts'
import { writeDemoMovement } from './movement/movement.ts'
import { writeDemoNotices } from './notices/notices.ts'
import { writeDemoPrivate } from './personal/personal.ts'
import { demoCopy } from './demo-copy.ts'
import { demoKeeper, demoState, writeDemoLog } from './demo.ts'
import { reportDemoPhones, type DemoPhone } from './phone-reports.ts'

/** Provisions the demo, and approves its people's phones for as long as the server runs. */
export async function runDemo(
  tools: ProvisionDeps,
  config: Pick<ServerConfig, 'dataDir' | 'now'>
): Promise<() => Promise<void>> {
  const { couch } = tools
  const lists = demoState(config.now())
  await provision(lists, tools)
  const phones: DemoPhone[] = []
  const writerFor = (account: string, key: string) => {
    const device = loadServerDevice(join(config.dataDir, key))
    phones.push({ account, device: device.id })
    return factWriter(couch.nano, device, account, config.now, tools.seals)
  }
  await writeDemoLog(couch.nano, writerFor(demoKeeper, 'demo-key.json'), config.now())
  await writeDemoHui(couch.nano, writerFor, config.now(), tools)
  await writeDemoOwnBook(couch.nano, writerFor('lt-bahue', 'demo-lt-bahue-key.json'), {
    copy: join(config.dataDir, demoCopy),
    now: config.now()
  })
  await writeDemoNotices(couch.nano, writerFor, config.now())
  await writeDemoPrivate(couch.nano, writerFor, config.now())
  await writeDemoIncidents(couch.nano, writerFor, config.now())
  await writeDemoAlarms(couch.nano, tools.writer, writerFor, config.now())
  await writeDemoMovement(couch.nano, writerFor, config.now())
  await writeDemoDuty(couch.nano, writerFor, config.now())
  for (const { id } of lists.units) {
    const known = await directoryOf(couch.nano, id, tools.roots)
    await reportDemoPhones(couch.nano, id, { known, phones, now: config.now() })
  }

  const accounts = new Set(lists.accounts.map(({ account }) => account))
  const stops = lists.units.map(({ id }) =>
    follow(couch.nano, databaseName(id, 'directory', ''), async () => {
      const known = await directoryOf(couch.nano, id, tools.roots)
      if (missingApprovals(known, accounts).length === 0) return
      await tools.writer.write(id, 'directory', async (facts) =>
        missingApprovals(await directoryIn(facts, id, tools.roots), accounts)
      )
    })
  )
  return async () => void (await Promise.all(stops.map((stop) => stop())))
}
