import { otherPhones } from '#lib/i18n/devices/other-devices-vi.ts'
import { standing } from '#lib/i18n/devices/admission-vi.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { asDocument, TestDevice } from '../../facts.ts'
import type { TestAccount, TestStack } from '../../stack.ts'
import { phoneOf, stackWithGate } from '../gates/gate-stage.ts'
import { goInside, type Phone } from '../phone.ts'
import { expect, forFile, test } from '../fixtures.ts'

let stack: TestStack
let phone: Phone
let keeper: TestAccount
forFile(async (keep) => {
  stack = keep(await stackWithGate())
  ;({ phone, account: keeper } = await phoneOf(stack, 'keeper'))
  keep(phone)
})

async function write({ post }: TestAccount, facts: Envelope[]) {
  const rows = (await (
    await post(`/${stack.database('directory')}/_bulk_docs`, { docs: facts.map(asDocument) })
  ).json()) as { ok?: true }[]
  expect(rows.every(({ ok }) => ok)).toBe(true)
}

const enrolled = (device: TestDevice, label: string) =>
  device.fact(stack.unit, 'directory', 'directory.device-enrolled', `device/${device.id}`, {
    key: device.publicKey,
    label
  })

test('of many other phones of an account three are shown, and the others when they are asked for', async () => {
  const { page } = phone
  await write(
    keeper,
    [1, 2, 3, 4].map((i) => enrolled(new TestDevice(keeper.name), `Máy cũ ${i}`))
  )
  // The screen asks once, when it is opened; the server hears a moment later what was written past it.
  const known = async () => {
    const answer = await fetch(`${stack.url}/devices`, { headers: keeper.headers })
    return ((await answer.json()) as { devices: object[] }).devices.length
  }
  await expect.poll(known).toBe(6)
  await goInside(phone, '/sync')
  await expect(page.getByRole('heading', { name: otherPhones.title })).toBeVisible()
  await expect(page.getByText(/^Máy (?:cũ \d|thử)$/)).toHaveCount(3)
  await page.getByRole('button', { name: otherPhones.more(2) }).click()
  await expect(page.getByText(/^Máy (?:cũ \d|thử)$/)).toHaveCount(5)
  await expect(page.getByRole('button', { name: otherPhones.more(2) })).toHaveCount(0)
})

test('whoever is stopped reads so on the first page, until he is let in again', async () => {
  const { page } = phone
  const commander = await stack.account('commander')
  const device = commander.device
  const stream = `account/${keeper.name}`
  const stopping = device.fact(stack.unit, 'directory', 'directory.account-suspended', stream, {
    account: keeper.name,
    reason: 'Nghỉ việc',
    stands: []
  })
  await write(commander, [stopping])
  await goInside(phone, '/')
  await expect(page.getByText(standing.here.barred)).toBeVisible()
  const body = { account: keeper.name, suspension: stopping.id }
  await write(commander, [device.fact(stack.unit, 'directory', 'directory.account-restored', stream, body)])
  await expect(page.getByText(standing.here.barred)).toHaveCount(0)
})
