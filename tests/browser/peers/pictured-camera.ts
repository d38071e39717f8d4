import type { Page } from '@playwright/test'
import type { Phone } from '../phone.ts'

/** Holds what the scripts of a page share. */
interface Pictured {
  see(pictures: readonly string[]): Promise<void>
  setAhead(ms: number): void
  isLooking(): boolean
}

/**
 * Puts a canvas in the place of a phone's camera, and a clock that can be set, before the app starts: what it sees is drawn by `pointAt`. Everything
 * behind it is the browser's own: the stream, its pictures, and what reads them.
 */
export async function picturedCamera({ page }: Pick<Phone, 'page'>): Promise<void> {
  await page.addInitScript(() => {
    const canvas = document.createElement('canvas')
    Object.assign(canvas, { width: 1280, height: 720 })
    const context = canvas.getContext('2d')!
    const see = async (pictures: readonly string[]) => {
      const codes = await Promise.all(
        pictures.map(async (data) => {
          const picture = new Image()
          picture.src = data
          await picture.decode()
          return picture
        })
      )
      context.filter = 'none'
      context.fillStyle = '#555'
      context.fillRect(0, 0, canvas.width, canvas.height)
      context.save()
      // As a hand holds it: a little askew, and not quite sharp.
      context.translate(20, -20)
      context.rotate(0.03)
      context.filter = 'blur(0.6px)'
      context.imageSmoothingEnabled = false
      const side = Math.min(640, 1200 / codes.length)
      codes.forEach((code, i) => context.drawImage(code, 30 + i * (side + 10), 40, side, side))
      context.restore()
    }
    let ahead = 0
    const { now } = Date
    Date.now = () => now() + ahead
    let stream = new MediaStream()
    const isLooking = () => stream.getTracks().some(({ readyState }) => readyState === 'live')
    Object.assign(window, { pictured: { see, setAhead: (ms: number) => (ahead = ms), isLooking } })
    navigator.mediaDevices.getUserMedia = async () => (stream = canvas.captureStream(30))
  })
}

/** Sets a phone's clock ahead of the real one, ms. */
export const setAhead = ({ page }: Pick<Phone, 'page'>, by: number): Promise<void> =>
  page.evaluate((ms) => (window as unknown as { pictured: Pictured }).pictured.setAhead(ms), by)

/** Tells whether the app holds the camera. */
export const isLooking = ({ page }: Pick<Phone, 'page'>): Promise<boolean> =>
  page.evaluate(() => (window as unknown as { pictured: Pictured }).pictured.isLooking())

/** Lets the camera of one phone see the codes on the screen of another. */
export class Pointing {
  #over = false
  #looking: Promise<void>

  constructor(
    private readonly by: Page,
    private readonly at: Page
  ) {
    this.#looking = this.#look()
  }

  async #look(): Promise<void> {
    let last = ''
    while (!this.#over) {
      const codes = await this.at.evaluate(() =>
        [...document.querySelectorAll<HTMLCanvasElement>('[role=img] > canvas')].map((code) =>
          code.toDataURL()
        )
      )
      const seen = codes.join()
      // Draws what is still too: a camera goes on seeing it.
      if (codes.length > 0 || seen !== last)
        await this.by.evaluate(
          (pictures) => (window as unknown as { pictured: Pictured }).pictured.see(pictures),
          codes
        )
      last = seen
    }
  }

  async end(): Promise<void> {
    this.#over = true
    await this.#looking
  }
}
