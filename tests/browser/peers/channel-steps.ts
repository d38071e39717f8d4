import { createHash } from 'node:crypto'
import { encode } from 'jpeg-js'
import { sealBundle } from '#lib/data/peers/bundle-file.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { fileName, partId, type Photo } from '#lib/domain/photos/parts.ts'
import { incidents } from '#lib/i18n/incidents/incidents-vi.ts'
import { peers } from '#lib/i18n/peers/peers-vi.ts'
import type { TestSession } from '../../devices/session.ts'
import type { TestDevice } from '../../facts.ts'
import { keyOf } from '../../peers/peer-stage.ts'
import { expect } from '../fixtures.ts'
import { choose, saveReport, textOf } from '../incidents/incident-steps.ts'
import { goInside, type Phone } from '../phone.ts'
import { fillTaking } from './peer-steps.ts'

const t = peers.channel
export const unit = 'xa-phong-hiep'
export const names = { officer: 'Danh Hoàng Phúc', commander: 'Lê Quốc Thắng' }
/** Matches what a screen says once the first records have come, and before all have. */
const partTaken = '^Nhận: [1-9]\\d*/\\d+ bản ghi$'

/** Has a phone lose its signal, and carry so many records of somebody else, whose phone it has heard of. */
export async function loaded(
  phone: Phone,
  to: string,
  device: TestDevice,
  count: number
): Promise<Envelope[]> {
  const facts = Array.from({ length: count }, () => device.note(unit))
  const parcel = { unit, to, account: device.account, at: Date.now(), contents: { facts, boxes: [] } }
  const { file, code } = await sealBundle(parcel, keyOf(device))
  phone.signal.lose()
  await fillTaking(phone, { name: 'a.sotay', mimeType: 'text/plain', buffer: Buffer.from(file) }, code)
  await expect(phone.page.getByText(peers.take.added(count))).toBeVisible()
  return facts
}

/** Returns pictures that are no two the same. */
const pictures = (count: number) =>
  Array.from({ length: count }, (_, i) => {
    const [width, height] = [320, 240]
    const data = Buffer.alloc(width * height * 4, 0xff)
    for (let at = 0; at < data.length; at++) data[at] = (at * (i + 3)) >> 4
    return { name: `${i}.jpg`, mimeType: 'image/jpeg', buffer: encode({ width, height, data }, 80).data }
  })

/** Reports an incident with so many photos. @returns its address */
export async function reportWith(phone: Phone, text: string, photos: number): Promise<string> {
  const { page } = phone
  await goInside(phone, '/incident/new')
  await choose(phone, incidents.categories.theft)
  await textOf(phone).fill(text)
  await page.getByLabel(incidents.photos.choose).setInputFiles(pictures(photos))
  await expect(page.getByRole('group', { name: incidents.photos.add }).getByRole('img')).toHaveCount(photos)
  await saveReport(phone).click()
  await expect(photosOn(phone)).toHaveCount(photos)
  return new URL(page.url()).pathname
}

const photosOn = ({ page }: Phone) => page.getByRole('img', { name: incidents.photo, exact: true })

/** Waits until so many photos stand on the screen, each drawn from its bytes. */
export async function seesPhotos(phone: Phone, count: number): Promise<void> {
  await expect(photosOn(phone)).toHaveCount(count)
  const drawn = () =>
    photosOn(phone).evaluateAll(
      (all) => all.filter((img) => (img as HTMLImageElement).naturalWidth > 0).length
    )
  for (const photo of await photosOn(phone).all()) await photo.scrollIntoViewIfNeeded()
  await expect.poll(drawn).toBe(count)
}

export const shownBy = async ({ page }: Phone) => (await page.locator('.signal').textContent())!

export async function read({ page }: Phone, text: string): Promise<void> {
  const typed = page.locator('details').filter({ has: page.getByLabel(t.code, { exact: true }) })
  if ((await typed.getAttribute('open')) === null) await typed.locator('summary').click()
  await page.getByLabel(t.code, { exact: true }).fill(text)
  await page.getByRole('button', { name: t.follow, exact: true }).click()
}

export const press = ({ page }: Phone, name: string) =>
  page.getByRole('button', { name, exact: true }).click()

/** Lets a page use the camera, as whoever scans does: then its browser names addresses, else names that others look up. */
export const maySee = ({ page }: Phone) => page.context().grantPermissions(['camera'])

/** Has two phones read each other's texts. */
export async function connect(offering: Phone, answering: Phone): Promise<void> {
  await maySee(answering)
  for (const phone of [offering, answering])
    if (!phone.page.url().endsWith('/peers?do=wifi')) await goInside(phone, '/peers?do=wifi')
  await press(offering, t.offer)
  await press(answering, t.answer)
  await read(answering, await shownBy(offering))
  await expect(answering.page.getByText(t.answerStep)).toBeVisible()
  await read(offering, await shownBy(answering))
}

export const done = ({ page }: Phone, name: string) => expect(page.getByText(t.done(name))).toBeVisible()

/**
 * Waits until the screen of a phone says that some of the records have come, and in that very moment has its page stand still,
 * or somebody press a button of it.
 * @returns resolves where it stands still, with how many have come, and of how many
 */
export async function amid({ page }: Phone, pressed = ''): Promise<{ come: number; all: number }> {
  const stands = new Promise<{ come: number; all: number }>((resolve) =>
    page.once('dialog', (dialog) => {
      const [come, all] = dialog.message().match(/\d+/g)!.map(Number) as [number, number]
      resolve({ come, all })
    })
  )
  await page.evaluate(
    ({ said, name }) => {
      const isPart = new RegExp(said)
      const observer = new MutationObserver(() => {
        const told = [...document.querySelectorAll('main p')].find((line) =>
          isPart.test(line.textContent ?? '')
        )
        if (!told) return
        observer.disconnect()
        const button = [...document.querySelectorAll('button')].find(
          (one) => one.textContent?.trim() === name
        )
        if (name) return button!.click()
        // Nothing on this page goes on until it is answered.
        alert(told.textContent)
      })
      observer.observe(document.body, { childList: true, characterData: true, subtree: true })
    },
    { said: partTaken, name: pressed }
  )
  return stands
}

/** Returns what one phone's screen says that it has taken. */
export const added = async ({ page }: Phone) =>
  Number(/(\d+) bản ghi mới/.exec((await page.locator('main').textContent())!)![1])

/** Returns the hash of a photo's bytes as the server hands them out, base64url. */
export async function hashAt({ db }: TestSession, { parts }: Pick<Photo, 'parts'>): Promise<string> {
  const hash = createHash('sha256')
  for (const part of parts) {
    const answer = await db(`/antt-${unit}-evidence/${partId(part)}/${fileName}`)
    hash.update(Buffer.from(await answer.arrayBuffer()))
  }
  return hash.digest('base64url')
}
