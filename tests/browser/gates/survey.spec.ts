import { join } from 'node:path'
import { acceptance } from '#lib/i18n/gates/acceptance/acceptance-vi.ts'
import { local as near } from '#lib/i18n/gates/local-network-vi.ts'
import { live } from '#lib/i18n/gates/live-vi.ts'
import { care } from '#lib/i18n/gates/care-vi.ts'
import { survey as t } from '#lib/i18n/gates/survey/survey-vi.ts'
import { warnings } from '#lib/i18n/gates/warnings-vi.ts'
import { runAgent } from '../../../gate-agent/main.ts'
import { simulatedTasmotaRelays } from '../../../gate-agent/simulator/controllers/mapped/tasmota-relays.ts'
import { SimulatedGate } from '../../../gate-agent/simulator/simulated-gate.ts'
import { startMosquitto, type Mosquitto } from '../../broker/brokers.ts'
import type { TestStack } from '../../stack.ts'
import { goInside, holdByKey, type Phone } from '../phone.ts'
import { expect, forFile, test } from '../fixtures.ts'
import { allowLocalNetwork, phoneOf, reported, slideByKeys, stackWithGate, toGate } from './gate-stage.ts'

/** A gate with a Tasmota of three relays, which its machine was told nothing of. */
let stack: TestStack
let beside: Mosquitto
let gate: SimulatedGate
let phone: Phone

test.describe.configure({ mode: 'serial' })
forFile(async (keep) => {
  stack = keep(await stackWithGate())
  beside = keep(await startMosquitto())
  const broker = { url: `mqtt://127.0.0.1:${beside.tcp}` }
  const { controller } = simulatedTasmotaRelays('cong01')
  gate = keep(await SimulatedGate.start({ url: broker.url, controller, travelMs: 1_500, position: 0 }))
  const { name, password } = await stack.account('agent')
  keep(
    runAgent(
      {
        server: stack.url,
        account: name,
        password,
        unit: stack.unit,
        label: 'Máy tại cổng',
        clock: true,
        dataDir: join(stack.dataDir, 'agent'),
        listen: '127.0.0.1:0',
        publicUrl: '',
        local: broker,
        gates: [{ gate: 'cong-1b', controller: { broker }, policy: { twoPersons: null } }]
      },
      () => {}
    )
  )
  await stack.letInPhoneOf(name)
  phone = keep((await phoneOf(stack, 'commander')).phone)
})

test('whoever opens the gate’s page reads that it is not connected, and where that is done', async () => {
  const { page } = phone
  await toGate(phone)
  await expect(page.getByText(care.notMapped)).toBeVisible()
  await page.getByRole('link', { name: care.connect }).first().click()
  await expect(page.getByText(t.near)).toBeVisible()
  // Away from the gate nothing is asked.
  await expect(page.getByRole('button', { name: t.listen })).toHaveCount(0)
})

test('an officer at the gate finds the controller, points at the contact, tries it with the wall in sight, and keeps it', async () => {
  const { page } = phone
  await allowLocalNetwork(page, 'granted')
  await goInside(phone, '/gate/cong-1b/local')
  await page.getByLabel(near.address, { exact: true }).fill(`ws://127.0.0.1:${beside.port}`)
  await page.getByRole('button', { name: near.save }).click()
  await page.getByRole('button', { name: near.try }).click()
  await expect(page.getByText(near.works)).toBeVisible()
  await goInside(phone, '/gate/cong-1b/survey')
  await page.getByRole('button', { name: t.goNear }).click()
  await page.getByRole('button', { name: t.listen }).click()
  const relays = page.getByRole('radio', { name: t.kinds['tasmota-relays']!, exact: true })
  await expect(relays).toBeVisible()
  await relays.check({ force: true })
  const topic = page.getByLabel(t.topic, { exact: true })
  await expect(topic).toHaveValue('cong01')
  await topic.fill('cong+')
  await page.getByRole('button', { name: t.try }).click()
  await expect(page.getByText(t.wanting.topic)).toBeVisible()
  await topic.fill('cong01')
  await page.getByLabel(t.travel, { exact: true }).fill('1,5')
  // The gate stands closed; somebody presses the button at the wall.
  await page.getByRole('button', { name: t.remember }).click()
  await expect(page.getByText(t.remembered)).toBeVisible()
  gate.press('open')
  await expect.poll(() => gate.shutter.position).toBe(100)
  await page.getByRole('button', { name: t.look }).click()
  // This contact speaks only when it changes: what it says is known from now on, and compared the other way round.
  await expect(page.getByText(t.noChange)).toBeVisible()
  await page.getByRole('radio', { name: t.ends.open }).check({ force: true })
  await page.getByRole('button', { name: t.remember }).click()
  await expect(page.getByText(t.noChange)).toHaveCount(0)
  gate.press('close')
  await expect.poll(() => gate.shutter.position).toBe(0)
  await page.getByRole('button', { name: t.look }).click()
  const changed = page.getByRole('group', { name: t.changed }).getByRole('radio')
  await changed.first().check({ force: true })
  await expect(page.getByText(/^Cổng đã đóng khi .*“ON”\.$/)).toBeVisible()

  await page.getByRole('button', { name: t.try }).click()
  await expect(page.getByRole('heading', { name: t.trial })).toBeVisible()
  await page.getByRole('button', { name: t.keep }).click()
  await expect(page.getByText(t.notAll)).toBeVisible()
  await slideByKeys(page, t.slide)
  await expect(reported(page)).toContainText(live.motions.open)
  await holdByKey(page.getByRole('button', { name: live.hold }), () =>
    expect(reported(page)).toContainText(live.motions.closed)
  )
  expect(gate.shutter.position).toBe(0)
  for (const act of Object.values(t.acts)) await page.getByLabel(act).check()
  await page.getByRole('button', { name: t.keep }).click()
  await expect(page.getByRole('heading', { name: acceptance.title })).toBeVisible()

  // Kept by the machine, and told in the log to everybody.
  await toGate(phone)
  await expect(page.getByText(warnings['controller-chosen']!)).toBeVisible()
  // Asked anew, it says how it stands: every topic that tells of the contact counts.
  await expect(reported(page)).toContainText(live.motions.closed)
  await expect(page.getByText(warnings['controller-on-trial']!)).toHaveCount(0)
  expect(gate.ordered).toEqual(['open', 'close'])
})
