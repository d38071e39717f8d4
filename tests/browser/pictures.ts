import { expect } from '@playwright/test'
import { incidents } from '#lib/i18n/incidents/incidents-vi.ts'
import type { Photo } from '#lib/domain/photos/parts.ts'
import { photoOf } from '../photo.ts'
import type { Phone } from './phone.ts'

export const photoFile = { name: 'anh.jpg', mimeType: 'image/jpeg' } as const

/** A picture that no compression makes small: it travels in several parts. */
export async function noise({ page }: Phone): Promise<Buffer> {
  const text = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 1600, height: 1200 })
    const context = canvas.getContext('2d')!
    const pixels = context.createImageData(canvas.width, canvas.height)
    for (let at = 0; at < pixels.data.length; at += 65_536)
      crypto.getRandomValues(pixels.data.subarray(at, at + 65_536))
    context.putImageData(pixels, 0, 0)
    return canvas.toDataURL('image/jpeg', 0.9)
  })
  return Buffer.from(text.split(',')[1]!, 'base64')
}

interface Watched {
  pictures: Map<string, Blob>
}

/** From the next start of the page on, what lies behind a picture can be asked for; the page's own rules keep its address to itself. */
export async function watchPictures({ page }: Phone): Promise<void> {
  await page.addInitScript(() => {
    const watched = globalThis as unknown as Watched
    watched.pictures = new Map()
    const addressOf = URL.createObjectURL
    URL.createObjectURL = (picture: Blob) => {
      const address = addressOf(picture)
      watched.pictures.set(address, picture)
      return address
    }
  })
}

/** Returns the bytes behind the picture of that name on screen. */
export async function pictureOn({ page }: Phone, name = incidents.photo): Promise<Omit<Photo, 'type'>> {
  const picture = page.getByRole('img', { name, exact: true })
  await expect(picture).toBeVisible()
  // As text: a list of numbers takes seconds on its way.
  const text = await picture.evaluate(async (image: HTMLImageElement) => {
    await image.decode()
    const { pictures } = globalThis as unknown as Watched
    const bytes = new Uint8Array(await pictures.get(image.src)!.arrayBuffer())
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  })
  const { type: _type, ...photo } = photoOf(Uint8Array.from(Buffer.from(text, 'base64')))
  return photo
}
