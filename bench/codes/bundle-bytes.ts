import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { frameIn } from '#lib/domain/peers/stream/frame.ts'

const code = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
// By itself it would fetch that from elsewhere.
const wasmBinary = new Uint8Array(readFileSync(code)).buffer

/** Returns how large the bundle is whose codes a picture shows, bytes. */
export async function bytesOf(png: Uint8Array): Promise<number> {
  prepareZXingModule({ overrides: { wasmBinary } })
  const [read] = await readBarcodes(new Uint8Array(png), { formats: ['QRCode'] })
  return frameIn(read!.text)!.size
}
