import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { seeded } from '../notes.ts'

/** Says how the camera of a bench sees a screen: as a hand holds it in a dim room. */
export const camera = {
  width: 1280,
  height: 720,
  /** The side of a code, of the height. */
  code: 0.7,
  gap: 16,
  /** Pictures a second that it takes, and that its file holds: Chromium plays 30. */
  perSecond: 24,
  filePerSecond: 30,
  /** Of all pictures, at random by the seed: nothing is seen in them. */
  lost: 0.3,
  seed: 20261201,
  /** Degrees. */
  rotation: 2,
  tilt: 15,
  /** Pixels that a picture of its width lies away: a field of view of 58°. */
  focus: 1_152,
  /** Sigma, pixels. */
  blur: 1.2,
  /** Strength for ffmpeg's `noise`, another in each picture. */
  noise: 10
} as const

/** One picture of a screen, PNG, as large as the camera's, from `ms` on. */
export interface Shown {
  ms: number
  png: Buffer
}

/**
 * Films what a screen showed: writes the Motion JPEG that Chromium takes for a camera.
 * @param nothing what a lost picture shows
 */
export async function film(shown: readonly Shown[], nothing: Buffer, path: string): Promise<void> {
  const { rotation, blur, noise, filePerSecond } = camera
  const seen = [
    `rotate=${rotation}*PI/180:fillcolor=gray`,
    `perspective=${tilted()}:sense=destination`,
    `gblur=sigma=${blur}`,
    `noise=alls=${noise}:allf=t`
  ].join(',')
  const input = `-f image2pipe -framerate ${filePerSecond} -c:v png -i -`
  const output = `-c:v mjpeg -q:v 3 -pix_fmt yuvj420p -f mjpeg -y ${path}`
  const ffmpeg = spawn('ffmpeg', `-v error ${input} -vf ${seen} ${output}`.split(' '), {
    stdio: ['pipe', 'inherit', 'inherit']
  })
  const ended = once(ffmpeg, 'exit')
  for (const picture of taken(shown)) {
    const isRoom = ffmpeg.stdin.write(picture ?? nothing)
    if (!isRoom) await once(ffmpeg.stdin, 'drain')
  }
  ffmpeg.stdin.end()
  const [code] = (await ended) as [number]
  if (code !== 0) throw new Error(`ffmpeg ended with ${code}`)
}

/** Yields the file's pictures one by one; null for one that was lost. */
function* taken(shown: readonly Shown[]): Generator<Buffer | null> {
  const [begin, end] = [shown[0]!.ms, shown.at(-1)!.ms]
  const chance = seeded(camera.seed)
  let [at, last, isLost] = [0, -1, false]
  for (let nth = 0; ; nth++) {
    const picture = Math.floor((nth / camera.filePerSecond) * camera.perSecond)
    const ms = begin + (picture / camera.perSecond) * 1000
    if (ms >= end) return
    while (shown[at + 1] && shown[at + 1]!.ms <= ms) at++
    if (picture > last) [last, isLost] = [picture, chance() < camera.lost]
    yield isLost ? null : shown[at]!.png
  }
}

/** Returns where ffmpeg's `perspective` puts the corners of a screen turned away about its upright middle. */
function tilted(): string {
  const { width, height, tilt, focus } = camera
  const [sine, cosine] = [Math.sin((tilt * Math.PI) / 180), Math.cos((tilt * Math.PI) / 180)]
  const corners = [
    [-1, -1],
    [1, -1],
    [-1, 1],
    [1, 1]
  ] as const
  return corners
    .map(([x, y], nth) => {
      const scale = focus / (focus + (x * width * sine) / 2)
      const [across, down] = [(x * width * cosine * scale) / 2, (y * height * scale) / 2]
      return `x${nth}=${Math.round(width / 2 + across)}:y${nth}=${Math.round(height / 2 + down)}`
    })
    .join(':')
}
