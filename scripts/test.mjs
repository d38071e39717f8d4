/**
 * `npm test [-- FILE…]`: installs what is missing and runs everything, Vitest beside Playwright. Only Playwright needs the
 * build, so Vitest starts at once while a stale build is made anew. Prints the slowest files, and as the last line
 * `N passed, N failed, N skipped`.
 *
 * With FILEs (or folders) it runs just these with the right runner, and builds only when a `.spec.ts` is among them.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { setPriority, tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { isBuilt } from './built.mjs'

const bin = (name) => join('node_modules/.bin', name)
const files = testFiles(process.argv.slice(2))
const isWhole = process.argv.length <= 2
const vitestFiles = files.filter((file) => file.endsWith('.test.ts'))
const playwrightFiles = files.filter((file) => file.endsWith('.spec.ts'))
const runsVitest = isWhole || vitestFiles.length > 0
const runsPlaywright = isWhole || playwrightFiles.length > 0
const isBoth = runsVitest && runsPlaywright

// A mere `npm start` installs only what the server needs.
if (!existsSync(bin('vitest'))) must('npm', ['ci', '--include=dev'])
if (isWhole) installPrograms()
// tsconfig.json extends a generated one, which Vitest reads too.
if (!existsSync('.svelte-kit/tsconfig.json')) must(bin('svelte-kit'), ['sync'])

const folder = mkdtempSync(join(tmpdir(), 'so-tay-test-'))
const reports = { vitest: join(folder, 'vitest.json'), playwright: join(folder, 'playwright.json') }
const exits = await Promise.all([runsVitest ? vitest() : 0, runsPlaywright ? playwright() : 0])
const results = [...vitestResults(read(reports.vitest)), ...playwrightResults(read(reports.playwright))]
rmSync(folder, { recursive: true, force: true })
conclude(results, exits)

/** Returns the test files that arguments name, by themselves or in a folder. Ends with 2 where one names none. */
function testFiles(names) {
  return names.flatMap((name) => {
    const found = existsSync(name) ? below(name).filter((path) => /\.(?:test|spec)\.ts$/.test(path)) : []
    if (found.length > 0) return found.map((path) => relative('', resolve(path)))
    console.error(`${name} is no test file (*.test.ts, *.spec.ts) and no folder with one.`)
    process.exit(2)
  })
}

function below(path) {
  return statSync(path).isDirectory() ? readdirSync(path).flatMap((name) => below(join(path, name))) : [path]
}

/** Installs the browser, broker and video encoder of the tests from Debian where they are missing. */
function installPrograms() {
  if (!process.env.CHROMIUM) {
    installDebian('chromium', ['/usr/bin/chromium'])
    const shell = 'chromium-headless-shell'
    installDebian(shell, [`/usr/bin/${shell}`], '/usr/bin/chromium')
  }
  installDebian('mosquitto', ['/usr/sbin/mosquitto', '/usr/bin/mosquitto'])
  // Only the tests' camera makes video.
  installDebian('ffmpeg', ['/usr/bin/ffmpeg'])
}

function installDebian(program, paths, substitute = '') {
  if (paths.some((path) => existsSync(path))) return
  console.log(`Installing ${program} from Debian …`)
  const install = `apt-get install -y -q --no-install-recommends ${program}`
  const { status } = spawnSync(`${install} || (apt-get update -q && ${install})`, {
    shell: true,
    stdio: 'inherit',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  })
  if (status === 0) return
  if (existsSync(substitute)) return console.log(`Going on with ${substitute}.`)
  console.error(`${program} is missing and could not be installed: install it and run npm test again.`)
  process.exit(1)
}

function must(command, args) {
  if (spawnSync(command, args, { stdio: 'inherit' }).status !== 0) process.exit(1)
}

function vitest() {
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${reports.vitest}`]
  return run('vitest', [...args, ...vitestFiles], isBoth ? { VITEST_MAX_WORKERS: '2' } : {})
}

async function playwright() {
  if (!isBuilt(process.cwd()) && (await run('vite', ['build', '--logLevel', 'warn'])) !== 0) return 1
  const patterns = playwrightFiles.map((file) => `/${file}$`.replaceAll(/[.()[\]+]/g, '\\$&'))
  return run(
    'playwright',
    ['test', '--reporter=list,json', ...(isBoth ? ['--workers=2'] : []), ...patterns],
    {
      PLAYWRIGHT_JSON_OUTPUT_NAME: reports.playwright
    }
  )
}

/** Runs a tool; where two run at once, their output mixes by whole lines only. */
function run(name, args, env = {}) {
  const child = spawn(bin(name), args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', isBoth ? 'pipe' : 'inherit', isBoth ? 'pipe' : 'inherit']
  })
  // The browser tests take longest: Vitest fills what they leave of the processor, and both end at about the same time.
  if (isBoth && name === 'vitest') setPriority(child.pid, 3)
  for (const stream of [child.stdout, child.stderr])
    if (stream) createInterface({ input: stream }).on('line', (line) => console.log(line))
  return new Promise((done) => child.on('close', (status) => done(status ?? 1)))
}

function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
}

/** Returns each file of Vitest's report: `{ file, seconds, passed, failed, skipped, failures }`, the last in words. */
function vitestResults(report) {
  return (report?.testResults ?? []).map(
    ({ name, startTime, endTime, status, message, assertionResults }) => {
      const count = (...wanted) => assertionResults.filter(({ status }) => wanted.includes(status)).length
      const failed = count('failed')
      return {
        file: relative('', name),
        seconds: (endTime - startTime) / 1000,
        passed: count('passed'),
        // A file that fails before its first test counts as one.
        failed: status === 'failed' ? Math.max(1, failed) : failed,
        skipped: count('pending', 'skipped', 'todo', 'disabled'),
        failures: [
          ...(failed === 0 && status === 'failed' ? [firstLines(message)] : []),
          ...assertionResults
            .filter(({ status }) => status === 'failed')
            .map(({ fullName, failureMessages }) => `${fullName}\n${firstLines(failureMessages[0])}`)
        ]
      }
    }
  )
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

/** Returns each file of Playwright's report, in the same shape. */
function playwrightResults(report) {
  const specsIn = ({ specs = [], suites = [] }) => [...specs, ...suites.flatMap(specsIn)]
  return (report?.suites ?? []).map((suite) => {
    const tests = specsIn(suite).flatMap((spec) => spec.tests)
    const count = (wanted) => tests.filter(({ status }) => status === wanted).length
    const milliseconds = tests
      .flatMap(({ results }) => results)
      .reduce((sum, { duration }) => sum + duration, 0)
    return {
      file: relative('', resolve(report.config.rootDir, suite.file)),
      seconds: milliseconds / 1000,
      passed: count('expected'),
      failed: count('unexpected'),
      skipped: count('skipped'),
      failures: specsIn(suite).flatMap(({ title, tests }) =>
        tests
          .filter(({ status }) => status === 'unexpected')
          .map(({ results }) => `${title}\n${firstLines(results.at(-1)?.error?.message)}`)
      )
    }
  })
}

function conclude(results, exits) {
  const sum = (key) => results.reduce((total, result) => total + result[key], 0)
  if (results.length > 1) {
    console.log('\nSlowest files:')
    for (const { file, seconds } of results.toSorted((a, b) => b.seconds - a.seconds).slice(0, 10))
      console.log(`${seconds.toFixed(1).padStart(7)} s  ${file}`)
  }
  for (const { file, failures } of results)
    for (const failure of failures) console.log(`\nFailed in ${file}: ${failure}`)
  const runners = ['Vitest', 'Playwright'].filter((_, i) => exits[i] !== 0)
  if (sum('failed') === 0 && runners.length > 0)
    console.log(`\n${runners.join(' and ')} ended badly though no test failed: see its own last lines.`)
  // A runner that died before it could count is a failure too.
  const failed = Math.max(sum('failed'), exits.filter((status) => status !== 0).length)
  console.log(`${sum('passed')} passed, ${failed} failed, ${sum('skipped')} skipped`)
  process.exit(failed === 0 && sum('passed') > 0 ? 0 : 1)
}
