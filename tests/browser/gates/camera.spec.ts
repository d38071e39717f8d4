import { gates } from '#lib/i18n/gates/gates-vi.ts'
import { live } from '#lib/i18n/gates/live-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { stackWithCamera } from './camera-stage.ts'
import { cell, phoneOf, reported, runs, slideByKeys, toGate } from './gate-stage.ts'
import { expect, forTest, test } from '../fixtures.ts'

const keep = forTest()

test('26, 31, 32: a gate is seen live, by the next way when one fails, and opened by what is seen; what is old says so and opens nothing', async () => {
  const { stack, camera } = keep(await stackWithCamera())
  const { phone } = await phoneOf(stack, 'keeper')
  keep(phone)
  const { page } = phone
  const picture = page.locator('figure').last()
  const seen = cell(page, live.cells.seen)
  await toGate(phone)
  await expect(picture.locator('video')).toBeVisible()
  await expect(picture).toContainText(/Trực tiếp · [01],\d giây/)
  await expect(seen).toContainText(live.camera.seen)

  camera.kill('mse')
  await expect(picture.locator('img')).toBeVisible()
  await expect(picture).toContainText(/Trực tiếp/)
  await expect.poll(() => camera.watching('mjpeg')).toBe(1)
  camera.kill('mjpeg')
  const before = camera.asked.frame
  await expect.poll(() => camera.asked.frame).toBeGreaterThan(before + 2)
  await expect(picture).toContainText(/Trực tiếp|Hình trễ/)
  camera.mend('mjpeg')

  // Nothing of it is kept: no address on the page, nothing in the worker's caches or the browser's.
  expect(await page.content()).not.toContain('sig=')
  const kept = await page.evaluate(async () => {
    const names = await caches.keys()
    const lists = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
    return [...lists.flat().map(({ url }) => url), ...Object.values(localStorage)].join()
  })
  expect(kept).toContain('/_app/')
  expect(kept).not.toContain('/camera/')

  // Opened by the picture: nobody has to say that he sees none.
  await page.getByRole('link', { name: live.open }).click()
  await expect(picture).toContainText(/Trực tiếp|Hình trễ/)
  await expect(page.getByLabel(live.form.unseen)).toHaveCount(0)
  await page.getByLabel(live.form.reason, { exact: true }).fill('Xe hàng đi chợ sớm')
  await slideByKeys(page)
  await expect(reported(page)).toContainText(runs.opening)

  // How it stood before is in the log, as the agent saw it, and is fetched when somebody asks.
  await page.getByRole('button', { name: live.camera.show(1) }).click()
  // A second one follows once the gate has come to its end.
  await expect(page.getByRole('img', { name: /^Camera, lúc/ }).first()).toBeVisible()

  for (const way of ['mse', 'mjpeg', 'frame'] as const) camera.kill(way)
  await expect(picture).toContainText(/Hình cũ, lúc \d\d:\d\d:\d\d/)
  await expect(seen).toContainText(live.camera.unseen)
  await page.getByRole('link', { name: live.open }).click()
  await page.getByLabel(live.form.reason, { exact: true }).fill('Xe hàng đi chợ sớm')
  await slideByKeys(page)
  await expect(page.getByText(live.form.unseenMissing)).toBeVisible()
})

test('on the keeper’s first page the picture is there to decide by as soon as a reason is chosen: two acts open', async () => {
  const { stack, gate, camera } = keep(await stackWithCamera())
  const { phone } = await phoneOf(stack, 'keeper')
  keep(phone)
  const { page } = phone
  await page.getByRole('radio', { name: 'Cổng 1B' }).check({ force: true })
  const card = page.locator('a[data-tone][href="/gate/cong-1b"]')
  await expect(card).toContainText(vi.gates.states.closed)
  expect(camera.watching('mjpeg')).toBe(0)
  await page.getByRole('radio', { name: gates.emergencies.medical }).press(' ')
  // The words on the slide say whether the picture can be decided by.
  await expect(page.getByRole('slider', { name: live.form.slide })).toBeVisible()
  await expect(card.locator('figure')).toBeInViewport({ ratio: 1 })
  await slideByKeys(page)
  await expect(card).toContainText(vi.gates.states.moving)
  await expect.poll(() => gate.shutter.position).toBeGreaterThan(0)
  await expect.poll(() => camera.watching('mjpeg')).toBe(0)
  await toGate(phone)
  await expect(page.getByText(gates.emergencies.medical, { exact: true })).toHaveCount(0)
  await expect(
    page.getByText(new RegExp(`${gates.emergency}: ${gates.emergencies.medical}`)).first()
  ).toBeVisible()
})
