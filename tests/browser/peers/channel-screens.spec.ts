import { peers } from '#lib/i18n/peers/peers-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { expect, forTest, test } from '../fixtures.ts'
import { goInside } from '../phone.ts'
import { press } from './channel-steps.ts'
import { phoneOf } from './peer-steps.ts'
import { picturedCamera, Pointing } from './pictured-camera.ts'

const keep = forTest()
const t = peers.channel

test('a phone that is turned twice shows its code whole, and why it refuses a scanned one stands above the navigation', async ({
  demo
}) => {
  const phone = await phoneOf(keep, demo.url, 'ph-truc', picturedCamera)
  const { page } = phone
  const [upright, across] = [
    { width: 360, height: 740 },
    { width: 740, height: 360 }
  ]
  await page.setViewportSize(upright)
  await goInside(phone, '/peers?do=wifi')
  await press(phone, t.offer)
  const code = page.getByRole('img', { name: t.offerStep }).locator('canvas')
  const isWhole = async () => {
    const [box, { width, height }] = [await code.boundingBox(), page.viewportSize()!]
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    return box !== null && box.x >= 0 && box.x + box.width <= width && box.height <= height && wide <= width
  }
  for (const size of [upright, across, upright]) {
    await page.setViewportSize(size)
    await expect.poll(isWhole).toBe(true)
  }

  // A code that this phone follows in no case: its own.
  const looking = new Pointing(page, page)
  const why = page.getByText(t.refusals.own)
  const navigation = page.getByRole('navigation', { name: vi.nav.label })
  const isInSight = async () => {
    const [said, below] = [await why.boundingBox(), await navigation.boundingBox()]
    return said !== null && below !== null && said.y >= 0 && said.y + said.height <= below.y
  }
  await expect(why).toBeVisible()
  await expect.poll(isInSight).toBe(true)
  await looking.end()
})
