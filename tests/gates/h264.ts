import { spawn } from 'node:child_process'
import { height, width } from '../../gate-agent/simulator/camera/draw.ts'
import type { Video } from '../../gate-agent/simulator/camera/simulated-camera.ts'

const rate = 10

/** H.264 in fragmented MP4 as go2rtc sends it, made by Debian's ffmpeg: a key picture a second, a piece a picture. */
export const h264: Video = (draw, { type, piece, over }) => {
  const input = `-f rawvideo -pix_fmt rgba -s ${width}x${height} -r ${rate} -i pipe:0`
  const coding = `-c:v libx264 -preset ultrafast -tune zerolatency -profile:v baseline -pix_fmt yuv420p -g ${rate}`
  const output = '-f mp4 -movflags empty_moov+default_base_moof+frag_every_frame -flush_packets 1 pipe:1'
  const ffmpeg = spawn('ffmpeg', `-v error -threads 1 ${input} ${coding} ${output}`.split(' '), {
    stdio: ['pipe', 'pipe', 'ignore']
  })
  ffmpeg.stdin.on('error', () => {})
  const timer = setInterval(() => ffmpeg.stdin.write(draw().data), 1000 / rate)
  let rest = Buffer.alloc(0)
  let held: Buffer[] = []
  ffmpeg.stdout.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk])
    for (let size = sizeOf(rest); size > 0 && rest.length >= size; size = sizeOf(rest)) {
      const box = rest.subarray(0, size)
      rest = rest.subarray(size)
      const name = box.toString('latin1', 4, 8)
      held.push(box)
      if (name === 'moov') type(`video/mp4; codecs="avc1.${profileIn(box)}"`)
      if (name !== 'moov' && name !== 'mdat') continue
      piece(Buffer.concat(held))
      held = []
    }
  })
  const end = () => {
    clearInterval(timer)
    ffmpeg.kill('SIGKILL')
  }
  ffmpeg.once('exit', () => {
    clearInterval(timer)
    over()
  })
  return end
}

const sizeOf = (bytes: Buffer) => (bytes.length < 8 ? 0 : bytes.readUInt32BE(0))

/** Profile, constraints and level as its own description of the video names them. */
function profileIn(moov: Buffer): string {
  const at = moov.indexOf('avcC') + 5
  return moov.subarray(at, at + 3).toString('hex')
}
