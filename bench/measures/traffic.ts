import type { Page } from 'playwright-core'
import { startTestStack } from '../../tests/stack.ts'
import { visit } from '../browser.ts'
import type { OursPage } from '../page/ours.ts'
import { pin, preparePhone } from '../phone.ts'
import type { Bench } from '../rounds.ts'
import { seed } from '../seeds.ts'
import { startStand } from '../stand.ts'
import { rounded } from '../statistics.ts'
import { meter } from './traffic-meter.ts'

declare const oursPage: OursPage

const facts = 2_000
/** How long the idle phone is watched, ms. */
const watched = 90_000
/** With a line to the bell a phone asks for everything by itself each half hour. */
const exchangesPerHour = 2

/** Counts what goes over the line: payload bytes, uncompressed, as page and server see them. */
export async function traffic(bench: Bench) {
  return { facts, ...(await perFact()), ...(await idle(bench)) }
}

async function perFact() {
  const stand = await startStand()
  try {
    const up = await visit(stand.page, async (page) => {
      const counted = await meter(page)
      await page.evaluate((asked) => oursPage.push(asked.member, asked.facts), {
        member: stand.asMember,
        facts
      })
      return counted().sent
    })
    await seed(stand, facts)
    const down = await visit(stand.page, async (page) => {
      const counted = await meter(page)
      const pulled = await page.evaluate((member) => oursPage.pull(member), stand.asMember)
      return counted().received / pulled.facts
    })
    return { bytesPerFactUp: Math.round(up / facts), bytesPerFactDown: Math.round(down) }
  } finally {
    await stand.stop()
  }
}

async function idle({ buildDir, say }: Bench) {
  const stack = await startTestStack({ buildDir })
  try {
    const phone = await preparePhone(stack, facts)
    const told = await visit({ url: stack.url, profile: phone.profile }, async (page) => {
      const line = page.waitForEvent('websocket')
      await page.waitForSelector('.pin .keys button:enabled')
      const counted = await meter(page)
      // Once in the life of a phone, half a minute after it opened: it brought its key before it had read anything.
      const firstAudit = page.waitForResponse((answer) => answer.url().includes('/_design/audit/'), {
        timeout: 90_000
      })
      await page.keyboard.type(pin)
      const socket = await line
      await socket.waitForEvent('framereceived')
      await firstAudit
      await settled(page, counted)
      const before = total(counted())
      await page.evaluate(() => dispatchEvent(new Event('online')))
      await page.waitForResponse((answer) => answer.url().includes('/_changes'))
      await settled(page, counted)
      const exchange = total(counted()) - before
      say(`  one exchange: ${exchange} bytes; the idle line is watched for ${watched / 1_000} s`)
      await page.waitForTimeout(watched)
      return { exchange, quiet: total(counted()) - before - exchange }
    })
    await phone.remove()
    const bytes = told.exchange * exchangesPerHour + (told.quiet * 3_600_000) / watched
    return { exchangeBytes: told.exchange, idleBytesPerHour: rounded(bytes) }
  } finally {
    await stack.stop()
  }
}

const total = ({ sent, received }: { sent: number; received: number }) => sent + received

/** Until nothing has come or gone for three seconds. */
async function settled(page: Page, counted: () => { sent: number; received: number }): Promise<void> {
  for (let before = -1; before !== total(counted()); await page.waitForTimeout(3_000))
    before = total(counted())
}
