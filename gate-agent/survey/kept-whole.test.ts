import type * as Fs from 'node:fs'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { GateConfig } from '../agent-config.ts'
import { setupAtGate } from '../gate-setup.ts'
import { acceptedPath, AcceptedFiles } from '../shell/accepted-file.ts'
import { asChosen } from './chosen-controller.ts'

const disk = vi.hoisted(() => ({ after: (_what: string) => {} }))
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof Fs>()
  const told = <Act extends (...what: never[]) => unknown>(act: Act) =>
    ((...what) => {
      const done = act(...what)
      disk.after(act.name)
      return done
    }) as Act
  return {
    ...fs,
    openSync: told(fs.openSync),
    writeFileSync: told(fs.writeFileSync as never),
    renameSync: told(fs.renameSync),
    rmSync: told(fs.rmSync)
  }
})

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'kept-'))))
afterEach(() => {
  disk.after = () => {}
  rmSync(folder, { recursive: true })
})

const gate = v.parse(GateConfig, { gate: 'cong-1', controller: { broker: { url: 'mqtt://127.0.0.1:1' } } })
const chooser = { actor: 'a', key: 'k' }
const filesIn = (dataDir: string, trial = false) => new AcceptedFiles(acceptedPath(dataDir, gate.gate, trial))

/** A trial of a controller ends with its being kept. */
function keeps(dataDir: string, id: string) {
  filesIn(dataDir, true).accept({ messages: [], digest: `of ${id}` }, 'first-use')
  setupAtGate(gate, { dataDir, gates: [gate] }).atGate!.keep({ kind: 'home-assistant', id }, chooser)
}
/** Returns the controller with which an agent starts there, and which announcement it takes for accepted. */
function startsWith(dataDir: string) {
  const { accepted } = filesIn(dataDir)
  return [asChosen(gate, dataDir).controller.id, accepted?.digest, accepted?.by]
}

test('a power cut after any write leaves the controller kept before or the new one, each with what is accepted of it', () => {
  const dataDir = join(folder, 'data')
  cpSync(mkdtempSync(join(folder, 'empty-')), dataDir, { recursive: true })
  keeps(dataDir, 'cu/cua')
  const before = ['cu/cua', 'of cu/cua', 'operator']
  expect(startsWith(dataDir)).toEqual(before)
  filesIn(dataDir, true).accept({ messages: [], digest: 'of moi/cua' }, 'first-use')
  filesIn(dataDir).announce({ messages: [], digest: 'another' })
  const cuts: { after: string; folder: string }[] = []
  disk.after = (what) => {
    const cut = join(folder, `cut-${cuts.length}`)
    cpSync(dataDir, cut, { recursive: true })
    cuts.push({ after: what, folder: cut })
  }
  setupAtGate(gate, { dataDir, gates: [gate] }).atGate!.keep(
    { kind: 'home-assistant', id: 'moi/cua' },
    chooser
  )
  disk.after = () => {}
  const now = ['moi/cua', 'of moi/cua', 'operator']
  const found = cuts.map(({ folder }) => startsWith(folder))
  const turned = found.findIndex(([id]) => id === 'moi/cua')
  expect(turned).toBeGreaterThan(1)
  expect(found).toEqual(found.map((_, at) => (at < turned ? before : now)))
  expect(startsWith(dataDir)).toEqual(now)
})

test('what an operator accepts afterwards is kept with the choice, and a running agent sees it', () => {
  keeps(folder, 'cu/cua')
  const files = filesIn(folder)
  const { version } = files
  files.accept({ messages: [], digest: 'later' }, 'operator')
  expect(startsWith(folder)).toEqual(['cu/cua', 'later', 'operator'])
  expect(files.version).not.toBe(version)
})
