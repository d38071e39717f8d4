// `npm start`: installs what is missing, builds what is old, then runs the whole server in this one process.
// Plain JavaScript without a dependency, since nothing may be installed yet. `--no-build` serves the build as it is.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isBuilt } from './built.mjs'
import { runGates } from './demo-gates.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const oldestNode = [20, 19]

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1]))
  fail(`Cần Node.js ${oldestNode.join('.')} trở lên; máy này đang dùng ${process.versions.node}.`)

if (!isInstalled()) {
  console.log('Đang cài các gói cần thiết…')
  // Keeps the test tools where they are installed already.
  const args = existsSync(join(root, 'node_modules')) ? ['ci'] : ['ci', '--omit=dev']
  run('npm', args, 'Không cài được các gói cần thiết. Hãy kiểm tra mạng rồi chạy lại npm start.')
}
if (!process.argv.includes('--no-build') && !isBuilt(root)) {
  console.log('Đang dựng ứng dụng…')
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  run(process.execPath, [vite, 'build'], 'Không dựng được ứng dụng.')
}
const { register } = await import('tsx/esm/api')
register()
const { startServer } = await import('../sync-server/start-server.ts')
await runGates(await startServer(process.env))

/** Returns true when node_modules holds each package of the lock file in its version; optional and test packages may be missing. */
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

function run(command, args, sentence) {
  // Hides the listings and notices of npm and Vite; a failure is shown whole.
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
