import { alarm as a } from '#lib/i18n/alarms/alarm-vi.ts'
import { startTestStack } from '../../stack.ts'
import { phoneOf } from './gate-stage.ts'
import { goInside, type Phone } from '../phone.ts'
import { expect, forFile, test } from '../fixtures.ts'
import { build } from '../server.ts'

let chief: Phone
forFile(async (keep) => {
  const stack = keep(await startTestStack({ buildDir: build }))
  await stack.provision({
    units: [{ id: stack.unit, name: 'Thử', kind: 'xã' }],
    accounts: [],
    gates: [{ unit: stack.unit, gate: 'cong-chua', name: 'Cổng Chùa', kind: 'hand' }]
  })
  chief = keep((await phoneOf(stack, 'commander')).phone)
})

test('a finger that lifts late presses nothing of what its hold brought under it; the next tap does', async () => {
  const { page } = chief
  await goInside(chief, '/alarm?drill')
  const touch = await page.context().newCDPSession(page)
  await touch.send('Emulation.setTouchEmulationEnabled', { enabled: true })
  const box = (await page.getByRole('button', { name: a.holdDrill }).boundingBox())!
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const send = (type: 'touchStart' | 'touchEnd') =>
    touch.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchStart' ? [at] : [] })
  await send('touchStart')
  const end = page.getByRole('link', { name: a.endDrill })
  await expect(end).toBeVisible()
  const running = page.url()
  const under = (await end.boundingBox())!
  expect(at.y > under.y && at.y < under.y + under.height, 'the end is under the finger').toBe(true)
  await page.evaluate(() => {
    addEventListener('pointerup', () => setTimeout(() => Object.assign(globalThis, { lifted: true }), 600))
  })
  await send('touchEnd')
  await page.waitForFunction(() => 'lifted' in globalThis)
  expect(page.url()).toBe(running)
  await send('touchStart')
  await send('touchEnd')
  await expect(page).toHaveURL(`${running}/end`)
})
