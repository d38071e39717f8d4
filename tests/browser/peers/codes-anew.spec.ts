import type { Locator } from '@playwright/test'
import { peers as t } from '#lib/i18n/peers/peers-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { expect, forTest, test } from '../fixtures.ts'
import { unique } from '../mark.ts'
import { enterPin, goInside, type Phone } from '../phone.ts'
import { setOut, phoneOf as openPhone } from './peer-steps.ts'
import { picturedCamera, Pointing } from './pictured-camera.ts'

const keep = forTest()
const names = { officer: 'Danh Hoàng Phúc', keeper: 'Tư Khởi' }
const upright = { width: 360, height: 740 }
const across = { width: 740, height: 360 }

const phoneOf = (url: string, account: string) => openPhone(keep, url, account, picturedCamera)

const cardOf = ({ page }: Phone) => page.getByRole('img', { name: t.qr.take.card(names.keeper) })
const pictureOf = ({ page }: Phone) => page.getByLabel(t.qr.camera)
const codeOf = ({ page }: Phone) => page.getByRole('img', { name: t.qr.give.code }).first()

/** Returns where a thing lies, and how many pixels of its height are seen above the navigation without scrolling. */
async function placeOf(thing: Locator) {
  const bar = await thing.page().getByRole('navigation', { name: vi.nav.label }).boundingBox()
  const { width, height } = thing.page().viewportSize()!
  const end = bar && bar.width === width ? bar.y : height
  const { x, y, ...size } = (await thing.boundingBox())!
  return { x, y, ...size, seen: Math.min(end, y + size.height) - y }
}

/** Expects that all of a thing is seen without scrolling. */
async function expectWhole(thing: Locator): Promise<void> {
  await expect.poll(async () => placeOf(thing).then(({ seen, height }) => seen - height)).toBe(0)
}

async function turn({ page }: Phone, to: typeof upright): Promise<void> {
  await page.setViewportSize(to)
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
}

test('both phones see code, number and picture without scrolling, and a receiver who comes back is told what to do', async ({
  demo
}) => {
  const giver = await phoneOf(demo.url, 'ph-truc')
  const taker = await phoneOf(demo.url, 'ph-cong1b')
  await setOut(giver, taker, unique('Đóng cổng, quét lại mã'))

  await goInside(taker, '/peers?do=take')
  await expect(cardOf(taker)).toBeVisible()
  for (const screen of [across, upright]) {
    await turn(taker, screen)
    await expectWhole(cardOf(taker).locator('canvas'))
    await expectWhole(pictureOf(taker))
    const [code, picture] = [await placeOf(cardOf(taker).locator('canvas')), await placeOf(pictureOf(taker))]
    expect(picture.height).toBeGreaterThanOrEqual(150)
    expect(code.width).toBeGreaterThanOrEqual(200)
    expect(picture.x >= code.x + code.width).toBe(screen === across)
  }

  await goInside(giver, '/peers?do=give')
  const scanning = new Pointing(giver.page, taker.page)
  await expect(codeOf(giver)).toBeVisible()
  await scanning.end()
  for (const screen of [across, upright]) {
    await turn(giver, screen)
    await expectWhole(giver.page.locator('strong').filter({ visible: true }))
    for (const act of [t.qr.give.slow, t.qr.give.rescan])
      await expectWhole(giver.page.getByRole('button', { name: act }))
  }

  await taker.page.reload()
  await enterPin(taker.page, vi.pin.enter)
  await goInside(taker, '/peers?do=take')
  await expect(cardOf(taker)).toBeVisible()
  const filming = new Pointing(taker.page, giver.page)
  await expect(taker.page.getByText(t.qr.take.strays.running)).toBeVisible()
  await expectWhole(taker.page.getByText(t.qr.take.strays.running))
  await expectWhole(cardOf(taker).locator('canvas'))
  await giver.page.getByRole('button', { name: t.qr.give.rescan }).click()
  const again = new Pointing(giver.page, taker.page)
  await expect(codeOf(giver)).toBeVisible()
  await again.end()
  await expect(taker.page.getByText(t.take.done(names.officer))).toBeVisible()
  await filming.end()
})

test('a giver is told what it scans in place of a receiver’s code, and a camera that was refused is asked again', async ({
  demo
}) => {
  const giver = await phoneOf(demo.url, 'ph-truc')
  const other = await phoneOf(demo.url, 'ph-truong')
  await goInside(other, '/peers?do=wifi')
  await other.page.getByRole('button', { name: t.channel.offer }).click()
  await expect(other.page.locator('[role=img] > canvas')).toBeVisible()
  await goInside(giver, '/peers?do=give')
  const scanning = new Pointing(giver.page, other.page)
  await expect(giver.page.getByText(t.qr.give.noCards.wifi)).toBeVisible()
  await scanning.end()

  const { page } = giver
  for (const [name, said] of [
    ['NotFoundError', 'no-camera'],
    ['NotAllowedError', 'denied'],
    ['NotReadableError', 'in-use']
  ] as const) {
    await goInside(giver, '/peers')
    await page.evaluate((name) => {
      const { mediaDevices } = navigator
      const kept = window as unknown as { opens?: typeof mediaDevices.getUserMedia }
      kept.opens ??= mediaDevices.getUserMedia.bind(mediaDevices)
      mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', name))
    }, name)
    await goInside(giver, '/peers?do=give')
    await expect(page.getByText(t.qr.cameras[said])).toBeVisible()
    await expect(page.getByRole('link', { name: t.qr.give.file })).toBeVisible()
    await expect(page.getByRole('button', { name: t.qr.tryAgain })).toHaveCount(said === 'no-camera' ? 0 : 1)
  }
  await page.evaluate(() => {
    const kept = window as unknown as { opens: typeof navigator.mediaDevices.getUserMedia }
    navigator.mediaDevices.getUserMedia = kept.opens
  })
  await page.getByRole('button', { name: t.qr.tryAgain }).click()
  await expect(pictureOf(giver)).toBeVisible()
})
