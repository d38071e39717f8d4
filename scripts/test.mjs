import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** `npm test`: installs what is missing, runs everything, ends with the line that counts. */
const run = (command, env = {}) =>
  spawnSync(command, { shell: true, stdio: 'inherit', env: { ...process.env, ...env } }).status ?? 1

function installDebian(program, paths, substitute = '') {
  if (paths.some((path) => existsSync(path))) return
  console.log(`Installing ${program} from Debian …`)
  const install = `apt-get install -y -q --no-install-recommends ${program}`
  if (run(`${install} || (apt-get update -q && ${install})`, { DEBIAN_FRONTEND: 'noninteractive' }) === 0)
    return
  if (existsSync(substitute)) return console.log(`Going on with ${substitute}.`)
  console.error(`${program} is missing and could not be installed: install it and run npm test again.`)
  process.exit(1)
}

// After a mere `npm start` only what the server needs is there.
if (!existsSync('node_modules/.bin/vitest') && run('npm ci --include=dev') !== 0) process.exit(1)
if (!process.env.CHROMIUM) {
  installDebian('chromium', ['/usr/bin/chromium'])
  const shell = 'chromium-headless-shell'
  installDebian(shell, [`/usr/bin/${shell}`], '/usr/bin/chromium')
}
installDebian('mosquitto', ['/usr/sbin/mosquitto', '/usr/bin/mosquitto'])
// Only the tests' camera makes video.
installDebian('ffmpeg', ['/usr/bin/ffmpeg'])
if (run('npm run build -- --logLevel warn') !== 0) process.exit(1)

const folder = mkdtempSync(join(tmpdir(), 'so-tay-test-'))
const units = join(folder, 'vitest.json')
const browser = join(folder, 'playwright.json')
const bin = 'node_modules/.bin'
const exits = [
  run(`${bin}/vitest run --reporter=default --reporter=json --outputFile.json=${units}`),
  run(`${bin}/playwright test --reporter=list,json`, { PLAYWRIGHT_JSON_OUTPUT_NAME: browser })
]

const read = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null)
const vitest = read(units)
const report = read(browser)
const stats = report?.stats
const specsOf = ({ specs = [], suites = [] }) => [...specs, ...suites.flatMap(specsOf)]
rmSync(folder, { recursive: true, force: true })
for (const spec of specsOf(report ?? {}))
  if (spec.tests.some(({ status }) => status === 'flaky'))
    console.log(`Passed only when tried again: ${spec.file} › ${spec.title}`)
const passed = (vitest?.numPassedTests ?? 0) + (stats?.expected ?? 0) + (stats?.flaky ?? 0)
const counted = (vitest?.numFailedTests ?? 0) + (stats?.unexpected ?? 0)
const skipped = (vitest?.numPendingTests ?? 0) + (vitest?.numTodoTests ?? 0) + (stats?.skipped ?? 0)
// A suite that died before it could count is a failure too.
const failed = Math.max(counted, exits.filter((status) => status !== 0).length)
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
process.exit(failed === 0 && passed > 0 ? 0 : 1)
