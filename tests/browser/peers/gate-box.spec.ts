import { readdirSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { factsIn } from '../../../sync-server/fact-writer.ts'
import { runAgent } from '../../../gate-agent/main.ts'
import { gateBox as t } from '#lib/i18n/peers/gate-box-vi.ts'
import { peers } from '#lib/i18n/peers/peers-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { startMosquitto } from '../../broker/brokers.ts'
import { cableTo } from '../../broker/cable.ts'
import { expect, forTest, test } from '../fixtures.ts'
import { allowLocalNetwork, allSent, phoneOf, stackWithGate } from '../gates/gate-stage.ts'
import { unique } from '../mark.ts'
import { carrying } from './peer-steps.ts'
import { goInside, openGate, readyForOffline, writeEntry, type Phone } from '../phone.ts'

const keep = forTest()

/** A gate whose machine has heard its server, and a broker for phones beside it. */
async function site() {
  const stack = keep(await stackWithGate())
  const beside = keep(await startMosquitto())
  const cable = keep(await cableTo(Number(new URL(stack.url).port)))
  const broker = { url: `mqtt://127.0.0.1:${beside.tcp}` }
  const { name, password } = await stack.account('agent')
  const settings = {
    server: `http://127.0.0.1:${cable.port}`,
    account: name,
    password,
    unit: stack.unit,
    label: 'Máy tại cổng',
    clock: true,
    dataDir: join(stack.dataDir, 'agent'),
    listen: '127.0.0.1:0',
    publicUrl: '',
    local: broker,
    gates: [
      { gate: 'cong-1b', controller: { broker, dialect: 'home-assistant' as const, id: 'cong-1b/cua' } }
    ]
  }
  const run = () => runAgent(settings, () => {})
  let agent = run()
  keep({ stop: () => agent.stop() })
  await stack.letInPhoneOf(name)
  const url = `ws://127.0.0.1:${beside.port}`
  await stack.tools.writer.write(stack.unit, 'directory', async () => [
    { stream: 'gate/cong-1b', type: 'directory.local-address-set', body: { gate: 'cong-1b', url } }
  ])
  /** Waits until the machine has read whatever the server's directory holds: of a phone that it does not know it takes nothing. */
  const knowsAll = async () => {
    const ids = (await factsIn(stack.couch.nano, stack.database('directory'))).map(({ id }) => id)
    const unknown = async () => {
      const known = await readFile(join(settings.dataDir, 'directory.jsonl'), 'utf8').catch(() => '')
      return ids.filter((id) => !known.includes(id))
    }
    await expect.poll(unknown, { timeout: 120_000 }).toEqual([])
  }
  const boxes = join(settings.dataDir, 'boxes')
  const waiting = () => readdirSync(boxes).filter((file) => statSync(join(boxes, file)).size > 0).length
  return {
    stack,
    cable,
    waiting,
    knowsAll,
    switchOff: () => agent.stop(),
    switchOn: () => void (agent = run())
  }
}

/** Goes to the box from the first page of a phone without a signal, and taps the gate. */
async function atBox({ page }: Phone) {
  await page
    .getByRole('link', { name: /^Đồng bộ: / })
    .filter({ visible: true })
    .first()
    .click()
  await page.getByRole('link', { name: peers.title }).click()
  await page.getByRole('link', { name: t.open, exact: true }).click()
  await page.getByRole('button', { name: 'Cổng 1B', exact: true }).click()
}

test('without a signal a phone leaves 501 records at a gate’s box, asking again by itself while its machine is off; another takes them along, both bring them, and nothing is doubled', async () => {
  const { stack, cable, waiting, knowsAll, switchOff, switchOn } = await site()
  const { unit } = stack
  const author = await stack.account('officer')
  const { phone: giver, account } = await phoneOf(stack, 'keeper')
  const { phone: taker, account: carrier } = await phoneOf(stack, 'officer')
  await knowsAll()
  for (const phone of [giver, taker]) {
    await readyForOffline(phone)
    await allowLocalNetwork(phone.page, 'granted')
    phone.signal.lose()
  }
  cable.pull()
  const { page } = giver
  await page.setViewportSize({ width: 360, height: 740 })
  const others = await carrying(giver, { unit, to: account.name }, author.device, 500)
  const note = unique('Đóng cổng lúc mất sóng')
  await openGate(giver, 'Cổng 1B')
  await writeEntry(giver, note)
  await page.getByRole('link', { name: vi.nav.today, exact: true }).click()

  await switchOff()
  await atBox(giver)
  await expect(page.getByText(t.silent)).toBeVisible()
  switchOn()
  await expect(page.getByText(t.left('Cổng 1B'))).toBeVisible()
  await expect(page.getByText(t.silent)).toHaveCount(0)
  await expect(page.getByText(t.leftNote(501, 6))).toBeVisible()
  expect(waiting()).toBe(6)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  // Left is not sent.
  await openGate(giver, 'Cổng 1B')
  await expect(page.getByRole('listitem').filter({ hasText: note })).toContainText(vi.sync.pending)
  await goInside(giver, '/peers?do=gate')
  await expect(page.getByText(t.left('Cổng 1B'))).toBeVisible()

  await atBox(taker)
  await expect(taker.page.getByText(t.taken(6))).toBeVisible()
  await goInside(taker, '/peers')
  await expect(taker.page.getByText(peers.boxes(6))).toBeVisible()

  const stored = async () => {
    const all = await factsIn(stack.couch.nano, stack.database('gates'))
    const ids = new Set(others.map(({ id }) => id))
    return all.filter(({ id, body }) => ids.has(id) || body['reason'] === note)
  }
  taker.signal.regain()
  await expect.poll(async () => (await stored()).length, { timeout: 120_000 }).toBe(501)
  const signatures = new Map(others.map(({ id, sig }) => [id, sig]))
  const arrived = await stored()
  for (const fact of arrived) {
    const [by, sig] = signatures.has(fact.id)
      ? [author.name, signatures.get(fact.id)]
      : [account.name, fact.sig]
    expect(fact).toMatchObject({ by, sig, via: carrier.name })
  }
  // The machine brings its own copies; then their author’s phone finds that all is there.
  cable.plug()
  await expect.poll(waiting, { timeout: 120_000 }).toBe(0)
  giver.signal.regain()
  for (const phone of [taker, giver]) await allSent(phone.page)
  await expect(page.getByText(t.left('Cổng 1B'))).toHaveCount(0)
  expect(await stored()).toEqual(arrived)
})
