/**
 * `npm run flood -- [--seconds 60] [--aim idle|honest] [--no-limits] [--only WAY,WAY]`: four clients without a session and
 * four members, from the address of the honest phones, send the largest allowed and the smallest worst requests: first to an
 * idle second server, then to that of the honest phones, so that both runs cost this machine the same. Prints what both
 * were like, and ends with 1 where a save took more than twice as long (p95), or `/healthz` more than a second, or handles
 * or memory did not come back. `--no-limits`: servers without the limits of `sync-server/gateway/turns/limits.ts`.
 */
import { parseArgs } from 'node:util'
import { percentile, rounded } from '../statistics.ts'
import { prepareFlood } from './flood-process.ts'
import { HonestPhone, sharedAddress } from './honest-phone.ts'
import { startServerProcess, type ServerProcess } from './server-process.ts'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    aim: { type: 'string', default: 'idle,honest' },
    only: { type: 'string' },
    'no-limits': { type: 'boolean', default: false }
  }
})
const floodMs = Number(values.seconds) * 1_000
const phonesAtOnce = 3
/** Gives a long poll's answer and a slow body the time to end by themselves, ms. */
const settleMs = 20_000
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function run(aim: string) {
  const extra = values['no-limits'] ? ['--no-limits'] : []
  const [home, idle] = [await startServerProcess(...extra), await startServerProcess(...extra)]
  const phones: HonestPhone[] = []
  for (let i = 0; i < phonesAtOnce; i++) phones.push(await HonestPhone.start(home))
  const unlocking = await HonestPhone.start(home)
  await unlocking.stop()
  const flood = await prepareFlood(aim === 'honest' ? home : idle, values.only?.split(','))
  for (const phone of phones) for (let i = 0; i < 5; i++) await phone.save()
  const before = { ...(await home.measure()), handles: home.handles() }
  const until = Date.now() + floodMs
  const [answers, renewals, health, ...saves] = await Promise.all([
    flood.run(floodMs),
    repeated(() => unlocking.renew(), until),
    repeated(() => healthz(home), until),
    ...phones.map((phone) => repeated(() => phone.save(), until))
  ])
  await pause(settleMs)
  const after = { ...(await home.measure()), handles: home.handles() }
  for (const phone of phones) await phone.stop()
  await Promise.all([home.stop(), idle.stop()])
  return {
    saves: figures(saves.flat()),
    renewals: figures(renewals),
    health: figures(health),
    before,
    after,
    answers
  }
}

async function repeated(what: () => Promise<number>, until: number): Promise<number[]> {
  const all: number[] = []
  while (Date.now() < until) {
    all.push(await what())
    await pause(1_000)
  }
  return all
}

async function healthz({ target }: ServerProcess): Promise<number> {
  const began = performance.now()
  const answer = await fetch(`${target.url}/healthz`, { headers: sharedAddress })
  await answer.text()
  return performance.now() - began
}

const figures = (all: number[]) => ({
  n: all.length,
  p50: rounded(percentile(all, 0.5)),
  p95: rounded(percentile(all, 0.95)),
  max: rounded(percentile(all, 1))
})

const results = new Map<string, Awaited<ReturnType<typeof run>>>()
for (const aim of values.aim.split(',')) {
  const { answers, ...result } = await run(aim)
  results.set(aim, { answers, ...result })
  console.log(aim, result)
  for (const [way, counts] of Object.entries(answers)) console.log(way.padEnd(14), JSON.stringify(counts))
}
const [idle, honest] = [results.get('idle'), results.get('honest')]
const failures: string[] = []
if (idle && honest && honest.saves.p95 > 2 * idle.saves.p95)
  failures.push(
    `save p95 ${honest.saves.p95} ms, ${rounded(honest.saves.p95 / idle.saves.p95)} × ${idle.saves.p95} ms`
  )
if (honest && honest.health.max > 1_000) failures.push(`/healthz took ${honest.health.max} ms`)
if (honest && honest.after.handles > honest.before.handles + 20)
  failures.push(`${honest.before.handles} handles before, ${honest.after.handles} after`)
if (honest && honest.after.heap > 1.5 * honest.before.heap)
  failures.push(`${honest.before.heap} bytes before, ${honest.after.heap} after`)
for (const failure of failures) console.error(failure)
process.exit(failures.length > 0 ? 1 : 0)
