import type { PhotoType } from '#lib/domain/photos/parts.ts'

/** The longer side of an uploaded photo, pixels: enough to read a number plate, small enough for a weak signal. */
const longestSide = 1600
/** Size above which a picture is re-encoded whatever its dimensions, bytes. */
const plainBytes = 1024 * 1024
const quality = 0.8

export interface Picture {
  bytes: Uint8Array<ArrayBuffer>
  type: PhotoType
}

/**
 * Prepares a picture for upload. A small one stays as it is, byte for byte; a large one, or one of a type that not
 * every phone shows, becomes a JPEG and loses the camera's metadata.
 * @returns null when this phone cannot open it as a picture
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
  // JPEG has no transparency, and would turn it black.
  paper.fillStyle = '#fff'
  paper.fillRect(0, 0, width, height)
  paper.imageSmoothingQuality = 'high'
  paper.drawImage(image, 0, 0, width, height)
  const type = 'image/jpeg'
  return { bytes: await bytesOf(await canvas.convertToBlob({ type, quality })), type }
}

const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer())

/** Detects the picture's type by its first bytes; a file's declared type may be wrong. */
function typeOf(head: Uint8Array): PhotoType | null {
  const text = String.fromCharCode(...head)
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (text.startsWith('\x89PNG\r\n')) return 'image/png'
  return text.startsWith('RIFF') && text.slice(8) === 'WEBP' ? 'image/webp' : null
}
