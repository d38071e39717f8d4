/// <reference lib="webworker" />
import { prepareZXingModule, readBarcodes, type ReaderOptions } from 'zxing-wasm/reader'

declare const self: DedicatedWorkerGlobalScope

const how: ReaderOptions = { formats: ['QRCode'], maxNumberOfSymbols: 4, tryInvert: false }
const canvas = new OffscreenCanvas(1, 1)
const context = canvas.getContext('2d', { willReadFrequently: true })!

/** Is told first where its code lies; answers each picture with the texts of the codes in it, or with the problem. */
self.onmessage = async ({ data }: MessageEvent<ImageBitmap | string>) => {
  // By itself it would fetch that from elsewhere.
  if (typeof data === 'string') return void prepareZXingModule({ overrides: { locateFile: () => data } })
  const { width, height } = data
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
  context.drawImage(data, 0, 0)
  data.close()
  const read = readBarcodes(context.getImageData(0, 0, width, height), how)
  const answered = read.then((codes) => codes.filter(({ isValid }) => isValid).map(({ text }) => text))
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's page takes no target origin
  self.postMessage(await answered.catch(({ name, message }: Error) => ({ problem: `${name} ${message}` })))
}
