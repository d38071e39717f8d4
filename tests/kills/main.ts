/**
 * `npm run kills -- [--times N] [--seed S]`: one phone, one profile, a keeper who writes into the log of a gate and syncs
 * with a real server (embedded, or COUCHDB_URL); N times its browser is killed with SIGKILL at a seeded moment and
 * started again. Ends with 1 when an entry that the screen had confirmed is missing, on the phone or at the server, or is
 * there twice, or when a number of the phone is.
 */
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { vi } from '#lib/i18n/vi.ts'
import { signInApproved } from '../browser/approval.ts'
import { newPhone, openMore, readyForOffline } from '../browser/phone.ts'
import { startTestStack } from '../stack.ts'
import { gate, Keeper } from './keeper.ts'
import { moments } from './moments.ts'
import { amiss, atServer } from './reckoning.ts'

const { values } = parseArgs({
  options: { times: { type: 'string', default: '50' }, seed: { type: 'string', default: '1' } }
})
const [times, seed] = [Number(values.times), Number(values.seed)]
if (!Number.isSafeInteger(times) || !Number.isSafeInteger(seed) || times < 1) {
  console.error('npm run kills -- [--times N] [--seed S]')
  process.exit(2)
}

const stack = await startTestStack({ buildDir: fileURLToPath(new URL('../../build', import.meta.url)) })
const phone = await newPhone(stack.url)
const keeper = new Keeper(phone)
try {
  await signInAsKeeper()
  const began = Date.now()
  const seconds = () => Math.round((Date.now() - began) / 1000)
  const { confirmed } = keeper
  const lost: string[] = []
  for (const [i, moment] of moments(seed, times).entries()) {
    const round = i + 1
    if (moment.signal) phone.signal.regain()
    const written = await keeper.writeUntilKilled(round, moment)
    // Without a signal: what the server has would hide what the phone lost.
    phone.signal.lose()
    await keeper.comeBack()
    lost.push(...(await keeper.unseen(written)))
    if (round % 5 === 0)
      console.log(
        `${round} of ${times} kills, ${confirmed.length} confirmed, ${lost.length} lost, ${seconds()} s`
      )
  }
  phone.signal.regain()
  await openMore(phone, vi.nav.sync)
  await phone.page.getByText(vi.syncing.nothingWaiting).waitFor({ timeout: 120_000 })
  await keeper.openLog()
  const found = amiss({ confirmed, lost, phone: await keeper.wholeLog(), server: await atServer(stack) })
  for (const line of found.lines) console.error(line)
  const { missing, double } = found
  console.log(
    `${times} kills, ${confirmed.length} confirmed facts, ${missing} missing, ${double} double, ${seconds()} s; seed ${seed}`
  )
  if (missing + double > 0) process.exitCode = 1
} catch (problem) {
  console.error('on the screen:', await phone.page.innerText('body').catch(String))
  throw problem
} finally {
  await phone.throwAway()
  await stack.stop()
}
// The embedded server's library keeps the timer of a feed whose reader hung up.
process.exit()

async function signInAsKeeper(): Promise<void> {
  await stack.provision({
    units: [{ id: stack.unit, name: 'Thử', kind: 'xã' }],
    accounts: [],
    gates: [{ unit: stack.unit, gate, name: 'Cổng thử', kind: 'hand' }]
  })
  const { name, password } = await stack.account('keeper')
  await keeper.watch()
  await signInApproved(stack, phone, { name, password })
  await readyForOffline(phone)
  await keeper.openLog()
}
