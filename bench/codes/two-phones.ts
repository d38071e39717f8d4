import { startTestStack, type TestAccount, type TestStack } from '../../tests/stack.ts'
import { visit } from '../browser.ts'
import type { Watch } from '../page/watch.ts'
import { nextExchange, pin, preparePhone, watchScript, type Phone } from '../phone.ts'
import { fill, registerGates } from '../seeds.ts'

declare const watch: Watch

/** Two phones of a unit whose server is gone: one has records of a third that the other lacks. */
export interface TwoPhones {
  url: string
  giver: Phone
  taker: Phone
}

export async function twoPhones(buildDir: string, facts: number): Promise<TwoPhones> {
  const stack = await startTestStack({ buildDir })
  try {
    await registerGates(stack)
    const author = await stack.account('officer')
    const taker = await preparePhone(stack, 0, async () => {})
    const giver = await preparePhone(stack, 0, async () => {})
    // Approvals first: each phone knows the other.
    await meet(stack, taker.profile, 0)
    await writtenLately(stack, author, facts)
    await meet(stack, giver.profile, facts)
    return { url: stack.url, giver, taker }
  } finally {
    await stack.stop()
  }
}

/** Opens a phone until it has so many facts of the gates and has heard the server. */
const meet = async ({ url }: TestStack, profile: string, facts: number) =>
  visit({ url, profile, before: await watchScript() }, async (page) => {
    await page.waitForSelector('.pin .keys button:enabled')
    await page.keyboard.type(pin)
    for (const _ of ['begun', 'over']) await nextExchange(page)
    await page.waitForFunction((facts) => watch.stored().then((stored) => stored >= facts), facts, {
      polling: 500,
      timeout: 600_000
    })
  })

/** Fills the gates' book with signed notes of the last hours, no two alike. */
function writtenLately(stack: TestStack, { device }: TestAccount, facts: number): Promise<number> {
  const begin = Date.now() - facts * 1_000
  const written = Array.from({ length: facts }, (_, nth) => {
    const body = { what: 'closed', reason: `Đóng cổng, lượt ${nth}`, who: `Tư Khởi ${nth % 7}` }
    const stream = `gate/cong-${(nth % 20) + 1}`
    return device.fact(stack.unit, 'gates', 'gates.note-written', stream, body, { ms: begin + nth * 1_000 })
  })
  return fill(stack, stack.database('gates'), written)
}
