import { expect, type Page } from '@playwright/test'
import { live } from '#lib/i18n/gates/live-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import type { Role } from '#lib/domain/roles.ts'
import type { ServerConfig } from '../../../sync-server/server-config.ts'
import { testDecision } from '../../facts.ts'
import { startTestStack, theirHamlet, type TestAccount, type TestStack } from '../../stack.ts'
import { signInApproved } from '../approval.ts'
import { goInside, newPhone, type Phone } from '../phone.ts'
import { build } from '../server.ts'
import type { ScriptedAgent } from './scripted-agent.ts'

/** A server with one motor gate, and a hand gate beside it. */
export async function stackWithGate(changes: Partial<ServerConfig> = {}): Promise<TestStack> {
  const stack = await startTestStack({ buildDir: build, ...changes })
  await stack.provision({
    units: [{ id: stack.unit, name: 'Thử', kind: 'xã' }],
    accounts: [],
    gates: [
      {
        unit: stack.unit,
        gate: 'cong-1b',
        name: 'Cổng 1B',
        kind: 'motor',
        hamlet: theirHamlet,
        decision: testDecision
      },
      { unit: stack.unit, gate: 'cong-chua', name: 'Cổng Chùa', kind: 'hand', decision: testDecision }
    ]
  })
  return stack
}

/** A signed-in phone whose device the commander and the agent know; a keeper keeps all gates. */
export async function phoneOf(
  stack: TestStack,
  role: Role,
  agent?: ScriptedAgent,
  known?: TestAccount,
  executablePath?: string
) {
  const account = known ?? (await stack.account(role))
  if (role === 'keeper' && !known) await stack.entrust(account.name)
  const phone = await newPhone(stack.url, 'visited', executablePath)
  await signInApproved(stack, phone, account)
  await allSent(phone.page)
  await agent?.learn()
  return { phone, account }
}

export async function allSent(page: Page): Promise<void> {
  await expect(page.getByRole('link', { name: vi.syncing.chip(vi.syncing.allSent) }).first()).toBeVisible()
}

export async function toGate(phone: Phone, path = '/gate/cong-1b'): Promise<void> {
  await goInside(phone, path)
  await expect(phone.page.getByText(live.cells.reported, { exact: true }).first()).toBeVisible()
}

/** One of the three cells that say how the gate stands. */
export const cell = (page: Page, name: string) =>
  page.locator('dl > div', { has: page.getByText(name, { exact: true }) }).first()

export const reported = (page: Page) => cell(page, live.cells.reported)
/** The words of a gate that runs, whether or not what is left of its travel is known, and of one that has opened. */
export const runs = { opening: /mở ra/, closing: /Đang đóng,|đóng lại/, over: /Đang mở(?! ra)/ }
export const ordered = (page: Page) => cell(page, live.cells.ordered)

/** Puts a finger on the button that holds, without lifting it. What comes meanwhile may push the button away first. */
export async function press(page: Page, name: string): Promise<{ x: number; y: number }> {
  const button = page.getByRole('button', { name })
  await button.hover()
  const box = (await button.boundingBox())!
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  await page.mouse.move(at.x, at.y)
  await page.mouse.down()
  return at
}

/** Slides to the end without a finger, step by step. */
export async function slideByKeys(page: Page, name = live.form.slide): Promise<void> {
  await page.getByRole('slider', { name }).focus()
  for (let i = 0; i < 10; i++) await page.keyboard.press('ArrowRight')
}

/** A gate's log as the server holds it. */
export async function logOf(
  stack: TestStack,
  { db }: TestAccount,
  gate = 'cong-1b'
): Promise<Record<string, unknown>[]> {
  const answer = await db(`/${stack.database('gates')}/_all_docs?include_docs=true`)
  const { rows } = (await answer.json()) as {
    rows: { doc: { type?: string; stream?: string; body: object } }[]
  }
  return rows
    .filter(({ doc }) => doc.type === 'gates.command-attempted' && doc.stream === `gate/${gate}`)
    .map(({ doc }) => doc.body as Record<string, unknown>)
}

/** Answers, as the phone's owner would, whether the page may reach the gate's own network. */
export async function allowLocalNetwork(page: Page, setting: 'granted' | 'denied') {
  const devtools = await page.context().newCDPSession(page)
  const origin = new URL(page.url()).origin
  for (const name of ['local-network', 'local-network-access'])
    await devtools.send('Browser.setPermission', { permission: { name }, setting, origin }).catch(() => {})
}
