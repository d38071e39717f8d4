import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startTestStack } from '../../tests/stack.ts'
import { rootsIn } from './roots.ts'

const folder = mkdtempSync(join(tmpdir(), 'antt-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('a root is made once, for its owner alone; no name of a unit leads out of the folder', () => {
  expect(rootsIn(folder).rootOf('xa-a')).toBeNull()
  const { id, publicKey } = rootsIn(folder).signerOf('xa-a')
  expect(rootsIn(folder).rootOf('xa-a')).toEqual({ id, publicKey })
  expect(rootsIn(folder).signerOf('xa-a').id).toBe(id)
  expect(statSync(join(folder, 'roots', 'xa-a.json')).mode & 0o777).toBe(0o600)
  for (const unit of ['../server-key', '', 'XA', 'a/b'])
    expect(() => rootsIn(folder).rootOf(unit)).toThrow('Invalid')
})

test('provisioning goes on without the private part, which only the first run needs', async () => {
  const stack = await startTestStack()
  try {
    const file = join(stack.dataDir, 'roots', `${stack.unit}.json`)
    const { d: _, ...publicPart } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
    writeFileSync(file, JSON.stringify(publicPart))
    const account = await stack.account('keeper')
    expect((await stack.known()).accounts.get(account.name)?.roles).toEqual(['keeper'])
  } finally {
    await stack.stop()
  }
})
