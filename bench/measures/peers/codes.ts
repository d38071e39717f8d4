import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { peers as t } from '#lib/i18n/peers/peers-vi.ts'
import { picturedCamera, Pointing } from '../../../tests/browser/peers/pictured-camera.ts'
import { visit } from '../../browser.ts'
import { film, type Shown } from '../../codes/camera.ts'
import { bytesOf } from '../../codes/bundle-bytes.ts'
import { pictureOfNothing, recordCodes } from '../../codes/recording.ts'
import { slowSixfold } from '../../codes/slowed.ts'
import { twoPhones, type TwoPhones } from '../../codes/two-phones.ts'
import { pin } from '../../phone.ts'
import type { Bench } from '../../rounds.ts'
import { rounded } from '../../statistics.ts'

const facts = 3_000
/** A phone of 6.5 inches laid on its side: two codes stand side by side. */
const largeScreen = { width: 915, height: 412 }
const smallScreen = { width: 360, height: 740 }
/** Longer than it takes to read: the film goes round. */
const filmMs = 40_000

/**
 * A bundle of 3,000 records by codes, from the built app's screen to another's camera, both without a server. The giver's
 * screen is recorded as it runs, filmed by `codes/camera.ts`, and played to the taker as Chromium's camera: everything from
 * there on is the app's own. From the first picture until all is read; `6x`: all threads of the taker's page have a sixth
 * of the time.
 */
export async function codes(bench: Bench) {
  const phones = await twoPhones(bench.buildDir, facts)
  bench.say('  two phones stand ready')
  const large = await passByCodes(phones, largeScreen, 1)
  bench.say(`  large screen: ${Math.round(large.ms)} ms`)
  const slowed = await passByCodes(phones, largeScreen, 6)
  bench.say(`  large screen, slowed: ${Math.round(slowed.ms)} ms`)
  const small = await passByCodes(phones, smallScreen, 1)
  await Promise.all([phones.giver.remove(), phones.taker.remove()])
  const rate = ({ bytes, ms }: Passed) => rounded((bytes / ms) * 1_000)
  return {
    qrFacts: facts,
    qrBytes: large.bytes,
    qrBytesPerSecond: rate(large),
    qrFactsPerMinute: rounded((facts / large.ms) * 60_000),
    qrBytesPerSecond6x: rate(slowed),
    qrBytesPerSecondSmallScreen: rate(small)
  }
}

interface Passed {
  /** Of the bundle's file. */
  bytes: number
  ms: number
}

declare global {
  interface Window {
    /** Lets the page have its camera. */
    point(): void
    pointedAt: number
  }
}

/** The runner of this script names functions by a function of its own. */
const named = 'globalThis.__name = (named) => named'

/** A camera that opens once its film is there. */
const waitingCamera = `{
  const { mediaDevices } = navigator
  const open = mediaDevices.getUserMedia.bind(mediaDevices)
  const pointed = new Promise((resolve) => (window.point = resolve))
  mediaDevices.getUserMedia = async (wanted) => {
    await pointed
    const stream = await open(wanted)
    window.pointedAt = performance.now()
    return stream
  }
}`

async function passByCodes(
  { url, giver, taker }: TwoPhones,
  screen: { width: number; height: number },
  slow: 1 | 6
): Promise<Passed> {
  const folder = await mkdtemp(join(tmpdir(), 'antt-bench-film-'))
  const path = join(folder, 'screen.mjpeg')
  const args = [
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${path}`
  ]
  try {
    return await visit(
      { url: `${url}/peers?do=take`, profile: taker.profile, before: waitingCamera, args },
      async (page) => {
        await unlock(page)
        await page.locator('[role=img] > canvas').waitFor()
        const { shown, nothing } = await visit(
          { url: 'about:blank', profile: giver.profile, before: named, screen },
          (giving) => codesFor(giving, page, `${url}/peers?do=give`)
        )
        await film(shown, nothing, path)
        const faster = slow === 6 ? slowSixfold(taker.profile) : () => {}
        try {
          return { ms: await readAll(page), bytes: await bytesOf(shown[0]!.png) }
        } finally {
          faster()
        }
      }
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function unlock(page: Page): Promise<void> {
  await page.waitForSelector('.pin .keys button:enabled')
  await page.keyboard.type(pin)
}

/** Has a giver read the card on the taker's screen, and records the codes that run then. */
async function codesFor(
  giving: Page,
  taking: Page,
  url: string
): Promise<{ shown: Shown[]; nothing: Buffer }> {
  await picturedCamera({ page: giving })
  await giving.goto(url)
  await unlock(giving)
  await giving.getByRole('radio', { name: t.give.choices.recent }).check({ force: true })
  const scanning = new Pointing(giving, taking)
  await giving.getByRole('img', { name: t.qr.give.code }).first().waitFor({ timeout: 120_000 })
  await scanning.end()
  return { shown: await recordCodes(giving, filmMs), nothing: await pictureOfNothing(giving) }
}

/** Points the taker at the film, and waits until all of it is read, then until all of it is kept. */
async function readAll(page: Page): Promise<number> {
  const ms = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let hasBegun = false
        new MutationObserver(() => {
          const isReading = document.querySelector('.progress') !== null
          if (hasBegun && !isReading) resolve(performance.now() - window.pointedAt)
          hasBegun ||= isReading
        }).observe(document.body, { childList: true, subtree: true })
        window.point()
      })
  )
  await page.getByRole('button', { name: t.take.another }).waitFor({ timeout: 300_000 })
  return ms
}
