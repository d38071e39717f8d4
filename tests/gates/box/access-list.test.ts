import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { peopleAccess } from '../../../gate-agent/kit/broker-files.ts'
import { checkBoxAccess } from '../../../gate-agent/self-test/brokers.ts'
import { startMosquitto } from '../../broker/brokers.ts'

test('the self-test tells an access list of phones that does not let them write to the box', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'box-acl-'))
  // Mosquitto gives up its rights as root before it reads the file.
  chmodSync(folder, 0o755)
  const found = async (list: string) => {
    const file = join(folder, 'people.acl')
    writeFileSync(file, list)
    const broker = await startMosquitto(['allow_anonymous true', `acl_file ${file}`])
    const finding = await checkBoxAccess(`ws://127.0.0.1:${broker.port}`, 'xa-thu', 'cong-1b')
    await broker.stop()
    return finding.state
  }
  expect(await found(peopleAccess())).toBe('good')
  expect(await found(peopleAccess().replace(/.*\/box\/.*\n/, ''))).toBe('bad')
  rmSync(folder, { recursive: true })
})
