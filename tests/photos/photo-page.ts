import { browserPorts } from '#lib/app/start.ts'
import { newDevice } from '#lib/data/keys/keys.ts'
import type { PhotoCounts, Session } from '#lib/ports/ports.ts'
import type { Photo } from '#lib/domain/photos/parts.ts'
import type { PhotoHome } from '#lib/domain/database-names.ts'
import type { PhotoPlace } from '#lib/domain/roles.ts'
import { enrolmentOf } from '../devices/enrolment.ts'
import { everythingLying } from '../store/dump.ts'
import { spoilPhotos } from '../store/spoil.ts'

/** What a test does with photos inside a page: the app's own ports, as the composition root makes them. */
const ports = browserPorts('1000.0.0')
const pin = '246810'
let home: PhotoHome
let session: Session
let counts: PhotoCounts = { waiting: 0, refused: 0, unsent: [] }

const page = {
  /** Opens an account's notebook; the first time on this phone with new keys. */
  async start(account: string, ofUnit: string) {
    home = { unit: ofUnit, place: 'evidence', at: Date.now() }
    const [known] = await ports.keyring.identities()
    const identity = known ?? { account, roles: [] }
    const opened = known
      ? await ports.keyring.unlock(account, pin)
      : await ports.keyring.create(identity, await newDevice(), {}, { kind: 'pin', text: pin })
    if ('code' in opened) throw new Error(opened.code)
    session = await ports.openSession(identity, opened, () => {})
    const error = (problem: unknown) => console.error(problem)
    session.photos.counts().subscribe({ next: (now) => (counts = now), error })
    return enrolmentOf(opened.device, account, ofUnit)
  },
  begin: () => session.courier.start(),
  /** Where photos are kept and looked for from now on. */
  turnTo(place: PhotoPlace, at: number) {
    home = { ...home, place, at }
  },
  async stop() {
    await session.courier.stop()
    await session.photos.close()
    await session.store.close()
  },
  /** A PNG of noise, small enough to be kept as it is, and what came of it; base64. */
  async addNoise(width: number, height: number) {
    const blob = await drawn(width, height, 'image/png')
    return { added: await session.photos.add(home, blob), base64: await base64Of(blob) }
  },
  /** A JPEG as a camera makes it, with a mark where it writes place and time. */
  async addCamera(width: number, height: number, mark: string) {
    const jpeg = new Uint8Array(await (await drawn(width, height, 'image/jpeg')).arrayBuffer())
    const text = new TextEncoder().encode(mark)
    const comment = new Uint8Array([0xff, 0xfe, 0, text.length + 2, ...text])
    return session.photos.add(home, new Blob([jpeg.subarray(0, 2), comment, jpeg.subarray(2)]))
  },
  /** Whatever bytes, base64: a list of numbers takes seconds on its way. */
  add: (base64: string) =>
    session.photos.add(home, new Blob([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))])),
  /** What is shown of a photo, base64, or why it is not. */
  async look(photo: Photo) {
    const opened = await session.photos.open(home, photo)
    return opened instanceof Blob ? { type: opened.type, base64: await base64Of(opened) } : opened
  },
  async sides(photo: Photo) {
    const opened = await session.photos.open(home, photo)
    if (!(opened instanceof Blob)) return null
    const { width, height } = await createImageBitmap(opened)
    return { width, height }
  },
  ring: () => session.courier.ring(),
  counts: () => ({ waiting: counts.waiting, refused: counts.refused }),
  unsent: () => counts.unsent,
  sendAgain: () => session.photos.sendAgain(),
  databases: async () => (await indexedDB.databases()).map(({ name }) => name!),
  lying: everythingLying,
  spoil: spoilPhotos
}
export type PhotoPage = typeof page
Object.assign(globalThis, { photos: page })

async function drawn(width: number, height: number, type: string): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height)
  const paper = canvas.getContext('2d')!
  const image = paper.createImageData(width, height)
  for (let i = 0; i < image.data.length; i++) image.data[i] = i % 4 === 3 ? 255 : Math.random() * 256
  paper.putImageData(image, 0, 0)
  return canvas.convertToBlob({ type, quality: 0.9 })
}

async function base64Of(blob: Blob): Promise<string> {
  const url = await new Promise<string>((resolve) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(String(reader.result)))
    reader.readAsDataURL(blob)
  })
  return url.slice(url.indexOf(',') + 1)
}
