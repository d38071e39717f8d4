// `npm start`: installs what is missing, builds what is old, then runs the whole server in this one process.
// Plain JavaScript without a dependency, since nothing may be installed yet. `--no-build` serves what is there.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const oldestNode = [20, 19]
const sources = ['src', 'static', 'package-lock.json', 'svelte.config.js', 'vite.config.ts', 'tsconfig.json']

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1]))
  fail(`Cần Node.js ${oldestNode.join('.')} trở lên; máy này đang dùng ${process.versions.node}.`)

if (!isInstalled()) {
  console.log('Đang cài các gói cần thiết…')
  // With the tools for tests already there, they stay.
  const args = existsSync(join(root, 'node_modules')) ? ['ci'] : ['ci', '--omit=dev']
  run('npm', args, 'Không cài được các gói cần thiết. Hãy kiểm tra mạng rồi chạy lại npm start.')
}
if (!process.argv.includes('--no-build') && !isBuilt()) {
  console.log('Đang dựng ứng dụng…')
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  run(process.execPath, [vite, 'build'], 'Không dựng được ứng dụng.')
}
const { register } = await import('tsx/esm/api')
register()
const { main } = await import('../sync-server/start-server.ts')
const running = await main(process.env)
if (running.demo && process.env.GATES !== '0') {
  const { runDemoGates } = await import('../gate-agent/demo.ts')
  await runDemoGates(running).catch((problem) =>
    console.error(`Cổng mô phỏng không chạy: ${problem.message}`)
  )
}

/** True when each package of the lock file stands in node_modules in its version; optional and test ones may lack. */
function isInstalled() {
  const installed = packagesOf('node_modules/.package-lock.json')
  const locked = packagesOf('package-lock.json')
  if (!installed || !locked) return false
  return Object.entries(locked).every(([path, { version, optional, dev }]) => {
    if (path === '') return true
    const there = installed[path]
    return there ? there.version === version : Boolean(optional || dev)
  })
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8')).packages
  } catch {
    return null
  }
}

function isBuilt() {
  const page = join(root, 'build/index.html')
  return (
    existsSync(page) && Math.max(...sources.map((name) => newest(join(root, name)))) < statSync(page).mtimeMs
  )
}

function newest(path) {
  if (!existsSync(path)) return 0
  const { mtimeMs } = statSync(path)
  if (!statSync(path).isDirectory()) return path.endsWith('.test.ts') ? 0 : mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))))
}

function run(command, args, sentence) {
  // Their listings and notices are nobody's business here; what went wrong is shown whole.
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    shell: process.platform === 'win32' && command === 'npm'
  })
  if (status === 0) return
  console.error([stdout, stderr, error?.message].filter(Boolean).join('\n'))
  fail(sentence)
}

function fail(sentence) {
  console.error(sentence)
  process.exit(1)
}
