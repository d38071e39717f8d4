import { readdirSync, readFileSync } from 'node:fs'

/** Takes every process of a browser profile away without a word, as an empty battery does. */
export function killProfile(profile: string): void {
  for (const pid of pidsOf(profile)) killHard(pid)
}

function pidsOf(profile: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => commandLine(pid).includes(profile))
    .map(Number)
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

function killHard(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended by itself between the look and the blow.
  }
}
