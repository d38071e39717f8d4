import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deviceCode } from '#lib/domain/devices/device-code.ts'
import { openExistingCouch } from '../../../sync-server/couch.ts'
import { readServerConfig } from '../../../sync-server/server-config.ts'
import { askSession, openSession, sessionIn } from '../../devices/session.ts'
import { asDocument, TestDevice } from '../../facts.ts'
import { removeAccount } from '../../remove-account.ts'

/** A unit that no demo and no other test has. */
const unit = 'xa-vinh-my'
const root = fileURLToPath(new URL('../../..', import.meta.url))
const { COUCHDB_URL, PATH, HOME } = process.env
const read = (file: string) => readFileSync(join(root, file), 'utf8')

/** The commands of README's section about a server, in their order. */
const commands = /^## On a server\n\n```\n([^`]*)```/m.exec(read('README.md'))![1]!.trim().split('\n')

let dataDir: string
let running: ChildProcess | null = null
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'antt-'))
})
afterAll(async () => {
  await stop()
  if (COUCHDB_URL) await cleanUp()
  rmSync(dataDir, { recursive: true, force: true })
})

/** Runs one of these commands in a shell, after the exports, with what the reader fills in. */
function shell(command: string, filled: Record<string, string> = {}): string {
  const isUsed = (line: string) => !line.includes('COUCHDB_URL') || COUCHDB_URL !== undefined
  const exports = commands.filter((line) => line.startsWith('export ') && isUsed(line)).join('\n')
  const own = exports
    .replace('/var/lib/so-tay-antt', dataDir)
    .replace(/COUCHDB_URL=\S+/, `COUCHDB_URL='${COUCHDB_URL}'`)
  return `${own}\n${command.replace(/\b(UNIT|CODE|ACCOUNT)\b/g, (name) => filled[name] ?? name)}`
}
const commandOf = (name: string) => commands.find((line) => line.includes(name))!

const run = (script: string, input: readonly string[] = []) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const options = { cwd: root, env: { PATH, HOME } }
    const child = execFile('sh', ['-c', script], options, (problem, out, err) =>
      resolve({ code: problem ? Number(problem.code) : 0, out, err })
    )
    child.stdin!.end(input.map((line) => `${line}\n`).join(''))
  })

/** Starts the server as the command says, on a free port, without building the app; returns its address. */
function start(): Promise<string> {
  const script = shell(`${commandOf('npm start')} -- --no-build`)
  const child = spawn('sh', ['-c', script], { cwd: root, env: { PATH, HOME, PORT: '0' }, detached: true })
  running = child
  let said = ''
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
      const url = /http:\/\/[a-z0-9.]+:\d+/.exec(said)?.[0]
      if (url) resolve(url)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', () => reject(new Error(said)))
  })
}
async function stop(): Promise<void> {
  const child = running
  running = null
  if (!child || child.exitCode !== null) return
  // The shell goes first; the server, which holds the same pipes, still writes to its folder for a while.
  const gone = new Promise((resolve) => child.once('close', resolve))
  process.kill(-child.pid!, 'SIGTERM')
  await gone
}

async function cleanUp(): Promise<void> {
  const couch = await openExistingCouch(readServerConfig({ COUCHDB_URL, DATA_DIR: dataDir }))
  try {
    for (const name of await couch.nano.db.list())
      if (name.startsWith(`antt-${unit}-`)) await couch.nano.db.destroy(name)
    await removeAccount(couch.nano, account)
  } finally {
    await couch.stop()
  }
}

const account = `vm-${Math.random().toString(36).slice(2, 8)}`
const passwordIn = (text: string) => /([a-z2-9]{4}-){2}[a-z2-9]{4}/.exec(text)![0]

test('README’s commands and those of the install page are the same', () => {
  const page = read('docs/operator/install.md')
  for (const command of commands) expect(page).toContain(command)
})

test('by README’s commands alone a unit comes to its first approved phone, and a lost password to a new one', async () => {
  const answers = [
    '',
    ...(COUCHDB_URL ? [] : ['']),
    'vinh my',
    '1',
    account,
    'Lê Quốc Thắng',
    '',
    '',
    '',
    '',
    '',
    '',
    'có'
  ]
  // A test has no terminal: it pipes the answers in.
  const made = await run(shell(`${commandOf('npm run provision')} -- --ask`), answers)
  expect([made.code, made.err]).toEqual([0, ''])
  const sheet = readdirSync(dataDir).find((name) => name.startsWith('phieu-mat-khau'))!
  const password = passwordIn(readFileSync(join(dataDir, sheet), 'utf8'))

  const phone = new TestDevice(account)
  let url = await start()
  const signIn = async (given: string, wanted: string) =>
    sessionIn(url, phone, await askSession(url, phone, given, { wanted }))
  // Whoever made the sheet knows it: it opens nothing but the choice of another.
  expect((await askSession(url, phone, password)).status).toBe(401)
  const waiting = await signIn(password, 'con đò sang sông')
  expect(waiting).toMatchObject({ state: 'waiting', roles: [`${unit}:commander`] })
  const docs = [asDocument(phone.enrolment(unit))]
  const brought = await waiting.post(`/antt-${unit}-directory/_bulk_docs`, { docs })
  expect(await brought.json()).toMatchObject([{ ok: true }])
  await stop()

  const filled = { UNIT: unit, CODE: deviceCode(phone.id), ACCOUNT: account }
  const approved = await run(shell(commandOf('npm run approve'), filled))
  expect([approved.code, approved.err, approved.out]).toEqual([0, '', expect.stringContaining('Đã duyệt: ')])
  url = await start()
  const commander = await openSession(url, phone)
  expect(commander).toMatchObject({ state: 'approved', roles: [`${unit}:commander`] })
  expect((await commander.db(`/antt-${unit}-incidents/_all_docs`)).status).toBe(200)
  await stop()

  const reset = await run(shell(commandOf('npm run password'), filled))
  expect([reset.code, reset.err]).toEqual([0, ''])
  url = await start()
  expect((await askSession(url, phone)).status).toBe(401)
  expect((await signIn(passwordIn(reset.out), 'mùa nước nổi về')).state).toBe('approved')
}, 240_000)
