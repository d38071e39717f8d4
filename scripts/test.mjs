/**
 * `npm test`: the fast tier, which must pass before anything lands. `npm run test:full`: all tests. `-- FILE…`: these
 * files or folders alone, of either runner. Installs what is missing, builds anew before a browser test of a stale build,
 * tries what failed once more, alone, and prints as the last line `N passed, N failed, N skipped`.
 *
 * `--at 22:30` or `--at 2026-12-31T23:59:30`: as if it were then in Vietnam. `--beside`: gives way to other work.
 * `--last`: runs nothing, and tells what failed in the last full run.
 */
import { spawn, spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { setPriority, tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { isBuilt } from './built.mjs'

const flag = { type: 'boolean', default: false }
const options = { full: flag, beside: flag, last: flag, at: { type: 'string' } }
const { values: asked, positionals } = parseArgs({ options, allowPositionals: true })
const fullRun = 'test-results/full.json'
/** More failures than these are a fault, not chance. */
const mostFlaky = 3
const bin = (name) => join('node_modules/.bin', name)
const fakeTime = '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1'

if (asked.last) conclude(JSON.parse(readFileSync(fullRun, 'utf8')))
if (asked.beside) setPriority(19)
const files = positionals.flatMap(testFiles)
const isFull = asked.full && files.length === 0
install()
const env = { ...process.env, ...clockAt(asked.at), ...(isFull && { HUI_RUNS: '2000' }) }
const results = await run(files)
const failed = results.filter(({ status }) => status === 'failed')
if (failed.length <= mostFlaky) await tryAgain(failed)
if (isFull) {
  mkdirSync('test-results', { recursive: true })
  writeFileSync(fullRun, JSON.stringify(results))
}
conclude(results)

/** Returns the test files that a name means, by itself or in a folder. Ends with 2 where it means none. */
function testFiles(name) {
  const below = (path) =>
    statSync(path).isDirectory() ? readdirSync(path).flatMap((child) => below(join(path, child))) : [path]
  const found = existsSync(name) ? below(name).filter((path) => /\.(?:test|spec)\.ts$/.test(path)) : []
  if (found.length > 0) return found.map((path) => relative('', resolve(path)))
  console.error(`${name} is no test file (*.test.ts, *.spec.ts) and no folder with one.`)
  process.exit(2)
}

/** Installs the packages, and from Debian the browser, the broker, the camera's encoder and the clock of the tests. */
function install() {
  const shell = '/usr/bin/chromium-headless-shell'
  const missing = [
    !process.env.CHROMIUM && !existsSync('/usr/bin/chromium') && 'chromium',
    !process.env.CHROMIUM && !existsSync(shell) && 'chromium-headless-shell',
    !['/usr/sbin/mosquitto', '/usr/bin/mosquitto'].some((path) => existsSync(path)) && 'mosquitto',
    !existsSync('/usr/bin/ffmpeg') && 'ffmpeg',
    asked.at && !existsSync(fakeTime) && 'faketime'
  ].filter(Boolean)
  const get = `DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends ${missing.join(' ')}`
  if (missing.length > 0) must('sh', ['-c', `${get} || (apt-get update -q && ${get})`])
  // A mere `npm start` installs only what the server needs.
  if (!existsSync(bin('vitest'))) must('npm', ['ci', '--include=dev'])
  // tsconfig.json extends a generated one, which Vitest reads too.
  if (!existsSync('.svelte-kit/tsconfig.json')) must(bin('svelte-kit'), ['sync'])
}

function must(command, args) {
  if (spawnSync(command, args, { stdio: 'inherit' }).status === 0) return
  console.error(`${command} ${args.join(' ')} failed: mend that and run the tests again.`)
  process.exit(1)
}

/** Sets the clock of every process that the tests start, as far from the machine's as `text` is from now. */
function clockAt(text) {
  if (!text) return {}
  const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
  const moment = Date.parse(`${text.includes('T') ? text : `${today}T${text}`}+07:00`)
  if (Number.isNaN(moment)) throw new Error(`--at ${text}: give 22:30 or 2026-12-31T23:59:30.`)
  const seconds = Math.round((moment - Date.now()) / 1000)
  const offset = `${seconds < 0 ? '' : '+'}${seconds}`
  // Timed waits go by the monotonic clock, which stays: faketime's own guess about them makes Chromium wait busily.
  const waits = { FAKETIME_DONT_FAKE_MONOTONIC: '1', FAKETIME_FORCE_MONOTONIC_FIX: '0' }
  return { LD_PRELOAD: fakeTime, FAKETIME: offset, ...waits }
}

/** Runs these files, or the whole tier. @returns each test: `{ file, name, seconds, status, why }` */
async function run(chosen) {
  const [tests, specs] = ['.test.ts', '.spec.ts'].map((end) => chosen.filter((file) => file.endsWith(end)))
  if (isFull && chosen === files) return (await Promise.all([vitest([]), playwright([])])).flat()
  if (chosen.length === 0)
    return [...(await vitest(['--project=!full'])), ...(await playwright(['--project=journeys']))]
  const patterns = specs.map((file) => `/${file}$`.replaceAll(/[.()[\]+]/g, '\\$&'))
  return [...(tests[0] ? await vitest(tests) : []), ...(specs[0] ? await playwright(patterns) : [])]
}

/** Runs each file with failures again, alone: what passes then is flaky, which is told and does not fail the run. */
async function tryAgain(failed) {
  for (const file of new Set(failed.map((test) => test.file).filter((name) => existsSync(name)))) {
    console.log(`\nOnce more, alone: ${file}`)
    const again = await run([file])
    if (again.some(({ status }) => status === 'failed')) continue
    for (const test of failed.filter((one) => one.file === file)) test.status = 'flaky'
  }
}

async function vitest(args) {
  const { parts, died } = await report('vitest', ['run', '--reporter=default', '--reporter=json', ...args])
  const tests = parts.flatMap(({ name: path, status: ended, message, assertionResults }) => {
    const file = relative('', path)
    const all = assertionResults.map(({ fullName, status, duration = 0, failureMessages }) => ({
      file,
      name: fullName,
      seconds: duration / 1000,
      why: failureMessages?.[0],
      status: status === 'passed' || status === 'failed' ? status : 'skipped'
    }))
    const isUnread = ended === 'failed' && all.every(({ status }) => status !== 'failed')
    return isUnread ? [...all, { file, name: 'as a whole', seconds: 0, status: 'failed', why: message }] : all
  })
  return [...tests, ...deaths(died, tests, 'Vitest')]
}

async function playwright(args) {
  if (!isBuilt(process.cwd())) must(bin('vite'), ['build', '--logLevel', 'warn'])
  const { parts, died } = await report('playwright', [
    'test',
    '--reporter=list,json',
    ...(isFull ? ['--workers=2'] : []),
    ...args
  ])
  const specsIn = ({ specs = [], suites = [] }) => [...specs, ...suites.flatMap(specsIn)]
  const tests = parts.flatMap((part) =>
    specsIn(part).flatMap(({ title, tests }) =>
      tests.map(({ status, results }) => ({
        file: join('tests', part.file),
        name: title,
        why: results.at(-1)?.error?.message,
        seconds: results.reduce((sum, { duration }) => sum + duration, 0) / 1000,
        status: { expected: 'passed', skipped: 'skipped' }[status] ?? 'failed'
      }))
    )
  )
  return [...tests, ...deaths(died, tests, 'Playwright')]
}

/** Returns as one failure a runner that ended badly though no test failed. */
function deaths(died, tests, runner) {
  if (!died || tests.some(({ status }) => status === 'failed')) return []
  return [{ file: runner, name: 'ended badly', seconds: 0, status: 'failed', why: 'See its own last lines.' }]
}

/** Runs a tool, printing whole lines. @returns the parts of its report, and whether it ended with an error */
async function report(tool, args) {
  const folder = mkdtempSync(join(tmpdir(), 'so-tay-test-'))
  const file = join(folder, 'report.json')
  const child = spawn(bin(tool), tool === 'vitest' ? [...args, `--outputFile.json=${file}`] : args, {
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: file },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  // The browser tests take longest: Vitest fills what they leave of the processor, and both end at about the same time.
  if (isFull && tool === 'vitest') setPriority(child.pid, asked.beside ? 19 : 3)
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => console.log(line))
  const status = await new Promise((done) => child.on('close', done))
  const told = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  rmSync(folder, { recursive: true, force: true })
  return { parts: told.testResults ?? told.suites ?? [], died: status !== 0 }
}

function conclude(tests) {
  const of = (wanted) => tests.filter(({ status }) => status === wanted)
  const seconds = {}
  for (const test of tests) seconds[test.file] = (seconds[test.file] ?? 0) + test.seconds
  console.log('\nSlowest files:')
  for (const [file, sum] of Object.entries(seconds)
    .sort(([, a], [, b]) => b - a)
    .slice(0, 10))
    console.log(`${sum.toFixed(1).padStart(7)} s  ${file}`)
  for (const { file, name, why } of of('failed'))
    console.log(`\nFailed in ${file}: ${name}\n${firstLines(why)}`)
  for (const { file, name, why } of of('flaky')) console.log(`\nflaky: ${file}: ${name}\n${firstLines(why)}`)
  const tooMany = of('flaky').length > mostFlaky ? of('flaky').length : 0
  const failures = of('failed').length + tooMany
  console.log(
    `\n${tests.length - failures - of('skipped').length} passed, ${failures} failed, ${of('skipped').length} skipped`
  )
  process.exit(failures === 0 && tests.length > 0 ? 0 : 1)
}

/** Returns the beginning of an error's text, indented: what failed, without the colours and most of the stack. */
function firstLines(text = '') {
  const plain = text.replaceAll(/\u001b\[[\d;]*m/g, '').trim()
  return plain
    .split('\n')
    .slice(0, 12)
    .map((line) => `      ${line}`)
    .join('\n')
}
