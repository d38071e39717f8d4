import { type Page } from '@playwright/test'
import { alarm as a } from '#lib/i18n/alarms/alarm-vi.ts'
import { notices } from '#lib/i18n/settings/notices-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { testDecision } from '../../facts.ts'
import { wholeBrowser } from '../../launch.ts'
import { startReceiver, vapidKeys, type Receiver, type ReceivingPhone } from '../../push/receiver.ts'
import { startTestStack, theirHamlet, type TestAccount, type TestStack } from '../../stack.ts'
import { expect, type Keep } from '../fixtures.ts'
import { phoneOf, press } from '../gates/gate-stage.ts'
import { ScriptedAgent } from '../gates/scripted-agent.ts'
import { goInside, openMore, readyForOffline, type Phone } from '../phone.ts'
import { countShown, deliver, withPushService } from '../push-steps.ts'
import { build } from '../server.ts'

/** Somebody in the chase, with their phone; `pushed`: what a push service has for it. */
export interface Somebody extends Phone {
  account: TestAccount
  pushed: ReceivingPhone
}

/** The gates that are closed by hand, and whose they are. */
export const byHand = { keeper: 'Cổng Chùa', household: 'Cổng Bến Đò', hamlet: 'Cổng Xóm' } as const
type Owner = keyof typeof byHand
const ids = { keeper: 'cong-chua', household: 'cong-ben-do', hamlet: 'cong-xom' } as const
export const idOf = (owner: Owner) => ids[owner]
/** One more that nobody is named for. */
export const nobodys = { gate: 'cong-rach', name: 'Cổng Rạch' } as const

/** A commune with a motor gate and four that are closed by hand, and the phones of five people. */
export class ChaseStage {
  agent!: ScriptedAgent
  chief!: Somebody
  officer!: Somebody
  keeper!: Somebody
  household!: Somebody
  hamlet!: Somebody

  private constructor(
    readonly stack: TestStack,
    private readonly receiver: Receiver
  ) {}

  static async start(keep: Keep): Promise<ChaseStage> {
    const keys = vapidKeys()
    const receiver = keep(await startReceiver(keys.publicKey))
    const push = { ...keys, services: [receiver.url] }
    const stack = keep(await startTestStack({ buildDir: build, push }))
    const stage = new ChaseStage(stack, receiver)
    const [keeper, household] = [await stack.account('keeper'), await stack.account('keeper')]
    const gate = { unit: stack.unit, decision: testDecision }
    const hand = (owner: Owner) => ({ ...gate, gate: ids[owner], name: byHand[owner], kind: 'hand' as const })
    await stack.provision({
      units: [{ id: stack.unit, name: 'Thử', kind: 'xã' }],
      accounts: [],
      gates: [
        { ...gate, gate: 'cong-1b', name: 'Cổng 1B', kind: 'motor' },
        { ...hand('keeper'), keepers: [keeper.name] },
        { ...hand('household'), keepers: [household.name] },
        { ...hand('hamlet'), hamlet: theirHamlet },
        { ...gate, ...nobodys, kind: 'hand' }
      ]
    })
    stage.agent = keep(await ScriptedAgent.start(stack, 'cong-1b'))
    const phone = async (role: 'commander' | 'officer' | 'keeper' | 'hamlet', known?: TestAccount) => {
      const executable = known || role === 'hamlet' ? wholeBrowser : undefined
      const { phone, account } = await phoneOf(
        stack,
        role,
        undefined,
        known ?? (await stack.account(role)),
        executable
      )
      return Object.assign(keep(phone), { account, pushed: receiver.phone() })
    }
    const all = [phone('commander'), phone('officer'), phone('keeper', keeper)] as const
    ;[stage.chief, stage.officer, stage.keeper] = await Promise.all(all)
    ;[stage.household, stage.hamlet] = await Promise.all([phone('keeper', household), phone('hamlet')])
    await stage.agent.learn()
    return stage
  }

  get all(): Record<'chief' | 'officer' | 'keeper' | 'household' | 'hamlet', Somebody> {
    const { chief, officer, keeper, household, hamlet } = this
    return { chief, officer, keeper, household, hamlet }
  }

  /** Lets the phone of somebody who goes to bed ring. */
  async ringable(phone: Somebody): Promise<void> {
    const { page, pushed } = phone
    await readyForOffline(phone)
    await withPushService(page, pushed)
    await openMore(phone, 'Cài đặt')
    await page.getByRole('button', { name: notices.setting.turnOn }).click()
    await expect(page.getByText(notices.setting.on)).toBeVisible()
  }

  /** The facts of a book on the server, oldest first. */
  async facts(book: 'duty' | 'gates'): Promise<Envelope[]> {
    const answer = await this.chief.account.db(`/${this.stack.database(book)}/_all_docs?include_docs=true`)
    const { rows } = (await answer.json()) as { rows: { id: string; doc: Envelope }[] }
    return rows.flatMap(({ id, doc }) => (doc.type ? { ...doc, id } : []))
  }
}

/** Locks a phone in the evening. */
export async function lock({ page }: Phone): Promise<void> {
  await page.getByRole('button', { name: vi.settings.lock }).click()
  await expect(page.getByRole('heading', { name: vi.pin.enter })).toBeVisible()
}

/** Holds a button until its second is over. */
export async function hold(page: Page, name: string): Promise<void> {
  await press(page, name)
  const holding = page.getByRole('button', { name: a.holding })
  await expect(holding).toBeVisible()
  await expect(holding).toHaveCount(0)
  await page.mouse.up()
}

/** Resolves with the moment when a page first shows these words, Unix ms. */
export const seenAt = (page: Page, words: string): Promise<number> =>
  page.evaluate(
    (words) =>
      new Promise<number>((resolve) => {
        const look = () => {
          if (!document.body.textContent.includes(words)) return
          watching.disconnect()
          resolve(Date.now())
        }
        const watching = new MutationObserver(look)
        watching.observe(document.body, { subtree: true, childList: true, characterData: true })
        look()
      }),
    words
  )

/** The moment of a mark that a page made, Unix ms. */
export const markedAt = (page: Page, name: string): Promise<number> =>
  page.evaluate((name) => performance.timeOrigin + performance.getEntriesByName(name).at(-1)!.startTime, name)

/** Hands a phone what was pushed to it, as its browser's service does. @returns once the notification is shown */
export async function ring(page: Page, { pushed, signal }: Somebody): Promise<void> {
  const shown = await countShown(page)
  await deliver(page, pushed.texts.at(-1)!, signal.url)
  await expect.poll(shown).toBe(1)
}

/** Where a running alarm's counts stand. */
const screens = ['/', '/alarm', '/gate/cong-1b'] as const

/** Expects that many of the gates closed on every screen of a phone that tells of the alarm, one after the other. */
export async function expectEverywhere(
  phone: Somebody,
  path: string,
  closed: number,
  all: number
): Promise<void> {
  for (const screen of screens) {
    await goInside(phone, screen)
    await expect(phone.page.getByText(a.banner.closed(closed, all)).first()).toBeVisible()
  }
  await goInside(phone, path)
  await expectOnPage(phone.page, closed, all)
}

/** Expects it large above the gates of an alarm's own page. */
export const expectOnPage = (page: Page, closed: number, all: number) =>
  expect(page.getByRole('status').filter({ hasText: a.closedOf })).toContainText(`${closed}/${all}`)
