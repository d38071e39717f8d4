import type { PhotoType } from '#lib/domain/photos/parts.ts'

/** The longer side of a photo as it travels, pixels: enough to read a number plate, little enough for a weak signal. */
export const longestSide = 1600
/** What is larger than this is packed anew whatever its sides, bytes. */
export const plainBytes = 1024 * 1024
const quality = 0.8

export interface Picture {
  bytes: Uint8Array<ArrayBuffer>
  type: PhotoType
}

/**
 * A picture ready to travel. What is small stays as it came, byte for byte; what is large, or of a kind not every phone
 * shows, becomes a JPEG, and loses with that what the camera wrote beside the picture.
 * @returns null when it is no picture that this phone can open
 */
export async function pictureOf(blob: Blob): Promise<Picture | null> {
  const image = await createImageBitmap(blob, { imageOrientation: 'from-image' }).catch(() => null)
  if (!image) return null
  try {
    const type = typeOf(new Uint8Array(await blob.slice(0, 12).arrayBuffer()))
    const large = Math.max(image.width, image.height) > longestSide || blob.size > plainBytes
    return type && !large ? { bytes: await bytesOf(blob), type } : await packed(image)
  } finally {
    image.close()
  }
}

async function packed(image: ImageBitmap): Promise<Picture> {
  const scale = Math.min(1, longestSide / Math.max(image.width, image.height))
  const width = Math.max(1, Math.round(image.width * scale))
  const height = Math.max(1, Math.round(image.height * scale))
  const canvas = new OffscreenCanvas(width, height)
  const paper = canvas.getContext('2d')
  if (!paper) throw new Error('no canvas to draw on')
  // JPEG knows no transparency, and would make it black.
  paper.fillStyle = '#fff'
  paper.fillRect(0, 0, width, height)
  paper.imageSmoothingQuality = 'high'
  paper.drawImage(image, 0, 0, width, height)
  const type = 'image/jpeg'
  return { bytes: await bytesOf(await canvas.convertToBlob({ type, quality })), type }
}

const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer())

/** The kind of picture by its first bytes; what a file says of itself may be wrong. */
function typeOf(head: Uint8Array): PhotoType | null {
  const text = String.fromCharCode(...head)
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (text.startsWith('\x89PNG\r\n')) return 'image/png'
  return text.startsWith('RIFF') && text.slice(8) === 'WEBP' ? 'image/webp' : null
}
