// Named by the page, so that the service worker brings it too.
import codeUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'
import { dedicatedWorker } from '../../dedicated-worker.ts'
import workerUrl from './reader-worker.ts?worker&url'

/** Reads the codes in what a camera shows. */
interface PictureReader {
  read(screen: HTMLVideoElement): Promise<readonly string[]>
  end(): void
}

interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { rawValue: string }[]>
}
interface DetectorClass {
  new (how: { formats: readonly string[] }): Detector
  getSupportedFormats(): Promise<readonly string[]>
}
const format = 'qr_code'

/** Reads with the browser's own reader where it has one, else with ours in a thread of its own, which ends with it. */
export function openReader(): PictureReader {
  let worker: Worker | null = null
  const opened = ownDetector().then((detector) => {
    if (detector)
      return async (screen: HTMLVideoElement) => textsOf(await detector.detect(screen).catch(() => []))
    worker = dedicatedWorker(workerUrl)
    worker.postMessage(codeUrl)
    return (screen: HTMLVideoElement) => readInThread(worker!, screen)
  })
  return {
    read: async (screen) => (await opened)(screen),
    end: () => worker?.terminate()
  }
}

const textsOf = (found: readonly { rawValue: string }[]) => found.map(({ rawValue }) => rawValue)

async function ownDetector(): Promise<Detector | null> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: DetectorClass }
  const formats: readonly string[] = (await BarcodeDetector?.getSupportedFormats().catch(() => [])) ?? []
  return BarcodeDetector && formats.includes(format) ? new BarcodeDetector({ formats: [format] }) : null
}

async function readInThread(worker: Worker, screen: HTMLVideoElement): Promise<readonly string[]> {
  // A camera that has just been opened has no picture yet.
  const picture = await createImageBitmap(screen).catch(() => null)
  if (!picture) return []
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<readonly string[] | { problem: string }>) =>
      'problem' in data ? reject(new Error(data.problem)) : resolve(data)
    worker.onerror = ({ message }) => reject(new Error(`the reader’s worker failed: ${message}`))
    worker.postMessage(picture, [picture])
  })
}
