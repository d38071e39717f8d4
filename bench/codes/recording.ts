import type { Page } from 'playwright-core'
import { camera, type Shown } from './camera.ts'

/** Sees the codes that run over a page's screen for so long, ms: each as the camera would, were it sharp and straight. */
export async function recordCodes(page: Page, ms: number): Promise<Shown[]> {
  const pictures = await page.evaluate(recordInPage, { ...camera, ms })
  return pictures.map(({ ms, png }) => ({ ms, png: Buffer.from(png, 'base64') }))
}

/** Returns a picture with nothing in it. */
export async function pictureOfNothing(page: Page): Promise<Buffer> {
  const png = await page.evaluate(({ width, height }) => {
    const canvas = document.createElement('canvas')
    Object.assign(canvas, { width, height })
    const context = canvas.getContext('2d')!
    context.fillStyle = '#777'
    context.fillRect(0, 0, width, height)
    return canvas.toDataURL().slice('data:image/png;base64,'.length)
  }, camera)
  return Buffer.from(png, 'base64')
}

async function recordInPage({ ms, width, height, code, gap }: typeof camera & { ms: number }) {
  let changed = true
  const { putImageData } = CanvasRenderingContext2D.prototype
  CanvasRenderingContext2D.prototype.putImageData = function (...args: unknown[]) {
    changed = true
    Reflect.apply(putImageData, this, args)
  }
  const seen: { ms: number; codes: HTMLCanvasElement[] }[] = []
  const begun = performance.now()
  while (performance.now() - begun < ms) {
    const at = await new Promise<number>((resolve) => requestAnimationFrame(resolve))
    if (!changed) continue
    changed = false
    const codes = [...document.querySelectorAll<HTMLCanvasElement>('[role=img] > canvas')].map((shown) => {
      const copy = document.createElement('canvas')
      Object.assign(copy, { width: shown.width, height: shown.height })
      copy.getContext('2d')!.drawImage(shown, 0, 0)
      return copy
    })
    seen.push({ ms: at, codes })
  }
  CanvasRenderingContext2D.prototype.putImageData = putImageData
  const canvas = document.createElement('canvas')
  Object.assign(canvas, { width, height })
  const context = canvas.getContext('2d')!
  return seen.map(({ ms, codes }) => {
    const side = height * code
    const left = (width - codes.length * side - (codes.length - 1) * gap) / 2
    context.fillStyle = '#777'
    context.fillRect(0, 0, width, height)
    context.imageSmoothingEnabled = false
    codes.forEach((one, nth) =>
      context.drawImage(one, left + nth * (side + gap), (height - side) / 2, side, side)
    )
    return { ms, png: canvas.toDataURL().slice('data:image/png;base64,'.length) }
  })
}
