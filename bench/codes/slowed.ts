import { readdirSync, readFileSync } from 'node:fs'

/** How long a slowed process runs and stands by turns, ms. */
const [runs, stands] = [5, 25]

/**
 * Lets all threads of a browser's pages run for a sixth of the time only, workers too, which the browser's own throttle
 * leaves as they are.
 * @returns what ends it
 */
export function slowSixfold(profile: string): () => void {
  const pages = pagesOf(profile)
  if (pages.length === 0) throw new Error('no page to slow')
  let isRunning = true
  let next: ReturnType<typeof setTimeout>
  const turn = () => {
    isRunning = !isRunning
    for (const pid of pages) process.kill(pid, isRunning ? 'SIGCONT' : 'SIGSTOP')
    next = setTimeout(turn, isRunning ? runs : stands)
  }
  turn()
  return () => {
    clearTimeout(next)
    for (const pid of pages) process.kill(pid, 'SIGCONT')
  }
}

/** Returns the processes that draw the pages of a profile. */
function pagesOf(profile: string): number[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
  const whole = new Set(all.filter((pid) => read(pid, 'cmdline').includes(profile)))
  const parent = (pid: number) =>
    Number(
      read(pid, 'stat')
        .replace(/^.*\) . /, '')
        .split(' ')[0]
    )
  // A page hangs below the process that the browser forks from.
  const isBelow = (pid: number): boolean => whole.has(pid) || (pid > 1 && isBelow(parent(pid)))
  return all.filter((pid) => read(pid, 'cmdline').includes('--type=renderer') && isBelow(pid))
}

function read(pid: number, what: 'cmdline' | 'stat'): string {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'utf8')
  } catch {
    return ''
  }
}
