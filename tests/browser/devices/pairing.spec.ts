import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deviceCode } from '#lib/domain/devices/device-code.ts'
import { standing } from '#lib/i18n/devices/admission-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { pairingLink } from '../../../gate-agent/kit/pairing-code.ts'
import { enrolment } from '../../../gate-agent/server/enrolment.ts'
import { keptKey, type AgentKey } from '../../../gate-agent/shell/agent-key.ts'
import { asDocument } from '../../facts.ts'
import type { TestAccount, TestStack } from '../../stack.ts'
import { phoneOf, stackWithGate } from '../gates/gate-stage.ts'
import { enterPin, holdByKey, type Phone } from '../phone.ts'
import { expect, forFile, test } from '../fixtures.ts'

let stack: TestStack
let phone: Phone
let own: TestAccount
let folder: string
forFile(async (keep) => {
  stack = keep(await stackWithGate())
  folder = mkdtempSync(join(tmpdir(), 'pairing-'))
  keep({ stop: async () => rmSync(folder, { recursive: true }) })
  own = await stack.account('agent')
  ;({ phone } = await phoneOf(stack, 'commander'))
  keep(phone)
})

const machine = (name: string) => keptKey(join(folder, name))

/** Introduces a machine, as it does itself when it first reaches the server. */
async function introduce(key: AgentKey) {
  const fact = enrolment({ account: own.name, unit: stack.unit, key, label: 'Máy tại cổng' }, Date.now())
  const answer = await own.post(`/${stack.database('directory')}/_bulk_docs`, { docs: [asDocument(fact)] })
  expect(await answer.json()).toMatchObject([{ ok: true }])
}

/** Opens what a code says, as a phone's camera does: a new page, behind the lock. */
async function scan(link: string) {
  const { page, signal } = phone
  await page.goto('about:blank')
  await page.goto(signal.url + link.slice(stack.url.length))
  await enterPin(page, vi.pin.enter)
}

const approveButton = (key: AgentKey) =>
  phone.page.getByRole('button', { name: standing.approve(deviceCode(key.id)) })

test('a scanned code leads to the very machine, which is approved there', async () => {
  const { page } = phone
  const key = machine('cong-1b')
  await scan(pairingLink(stack.url, key))
  await expect(page.getByText(standing.scanned.notYet)).toBeVisible()
  await introduce(key)
  await expect(page.getByText(standing.scanned.fits)).toBeVisible()
  await expect(page.getByText(standing.scanned.text)).toBeVisible()
  await holdByKey(approveButton(key), () =>
    expect(page.getByRole('heading', { name: standing.phone.title })).toBeVisible()
  )
  const isIn = async () => (await stack.known()).devices.some(({ id, admitted }) => id === key.id && admitted)
  await expect.poll(isIn).toBe(true)
})

test('a code with the fingerprint of another key is refused in words', async () => {
  const { page } = phone
  const [asked, other] = [machine('cong-2'), machine('cong-3')]
  await introduce(asked)
  const { publicKey } = other
  await scan(pairingLink(stack.url, { id: asked.id, publicKey }))
  await expect(page.getByText(standing.scanned.differs)).toBeVisible()
  await expect(approveButton(asked)).toHaveCount(0)
  // Without a code the page is as it always was.
  await scan(`${stack.url}/phones/${asked.id}`)
  await expect(approveButton(asked)).toBeVisible()
  await expect(page.getByText(standing.waitingText)).toBeVisible()
})
