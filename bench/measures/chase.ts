import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Bench } from '../rounds.ts'
import { median, rounded } from '../statistics.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const journey = 'tests/browser/alarms/chase.spec.ts'
const told = 'from the hold to all five told, ms'

/**
 * From the end of the hold on BÁO ĐỘNG until four other people's phones are told, beside the starter's own: one by its
 * open page, three, locked or closed, by a push at the push service. Measured by the journey itself, each time with new phones.
 */
export function chase({ runs, say }: Bench) {
  const times: number[] = []
  for (let run = 1; run <= runs; run++) {
    times.push(once())
    say(`  chase ${run}/${runs}: ${times.at(-1)} ms`)
  }
  return { phones: 5, toldMs: rounded(median(times)), longestMs: Math.max(...times) }
}

function once(): number {
  const args = ['test', journey, '-g', 'one hold tells', '--reporter=json']
  const ran = spawnSync('node_modules/.bin/playwright', args, { cwd: root, encoding: 'utf8', maxBuffer: 1e8 })
  const found = JSON.parse(ran.stdout.slice(ran.stdout.indexOf('{'))) as Part
  const annotation = annotationsIn(found).find(({ type }) => type === told)
  if (ran.status !== 0 || !annotation) throw new Error(`${journey} failed: ${ran.stdout.slice(-2_000)}`)
  return Number(annotation.description)
}

interface Part {
  suites?: Part[]
  specs?: { tests: { annotations: { type: string; description: string }[] }[] }[]
}
const annotationsIn = ({ suites = [], specs = [] }: Part): { type: string; description: string }[] => [
  ...specs.flatMap(({ tests }) => tests.flatMap(({ annotations }) => annotations)),
  ...suites.flatMap(annotationsIn)
]
