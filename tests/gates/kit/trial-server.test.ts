import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readAgentConfig } from '../../../gate-agent/agent-config.ts'
import { kitMain } from '../../../gate-agent/kit/kit-command.ts'
import { siteAnswers } from './site.ts'

let at: string
beforeEach(() => void (at = mkdtempSync(join(tmpdir(), 'kit-'))))
afterEach(() => rmSync(at, { recursive: true }))

test.each(['http://localhost:8080', 'http://localhost', 'http://127.0.0.1:8080', 'http://[::1]:8080'])(
  'a server on this very machine is taken for trying things out, and the kit says that nobody else reaches it: %s',
  async (server) => {
    const [folder, file] = [join(at, 'may'), join(at, 'tra-loi.json')]
    writeFileSync(file, JSON.stringify({ ...siteAnswers(folder), server }))
    const lines: string[] = []
    const output = { write: (line: string) => lines.push(line.trimEnd()), isTTY: false } as never
    const machine = { input: process.stdin, output, program: '/opt' }
    expect(await kitMain([folder, '--answers', file], machine)).toBe(0)
    expect(readAgentConfig(join(folder, 'agent.json')).server).toBe(server)
    expect(lines).toContainEqual(
      expect.stringContaining(`${server} chỉ dùng thử được trên chính máy này`) as string
    )
  }
)
