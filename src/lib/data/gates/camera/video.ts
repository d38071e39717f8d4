import type { Play } from './showing.ts'

/** Codecs offered to go2rtc, most capable first. */
const codecs = ['avc1.640029', 'avc1.64002A', 'avc1.42E01E', 'hvc1.1.6.L153.B0']
/**
 * The lag behind the newest picture beyond which the video skips to it, and the length of played video that is kept,
 * seconds.
 */
const lag = 0.8
const kept = 10

type Source = typeof globalThis.MediaSource

interface Mark {
  /** End of its segment, seconds of the video. */
  end: number
  at: number
}

/**
 * Plays H.264 over a WebSocket, as go2rtc sends it; before each segment the agent states the time at which it received
 * it.
 */
export const played: Play = (address, { picture, end }) => {
  const element = document.createElement('video')
  element.muted = true
  element.playsInline = true
  element.autoplay = true
  // An iPhone has its own MediaSource, and only when remote playback is off.
  element.disableRemotePlayback = true
  const { MediaSource, ManagedMediaSource } = window as unknown as Record<string, Source | undefined>
  const Media = ManagedMediaSource ?? MediaSource
  const able = codecs.filter((codec) => Media?.isTypeSupported(`video/mp4; codecs="${codec}"`))
  const media = Media && able.length > 0 ? new Media() : null
  if (!media) {
    queueMicrotask(end)
    return { element, stop() {} }
  }
  const source = URL.createObjectURL(media)
  element.src = source
  const url = new URL(address, location.href)
  url.protocol = url.protocol.replace('http', 'ws')
  const socket = new WebSocket(url)
  socket.binaryType = 'arraybuffer'
  let over = false
  const finish = () => {
    if (over) return
    over = true
    socket.close()
    end()
  }
  let buffer: SourceBuffer | null = null
  let at = 0
  const pieces: { at: number; bytes: ArrayBuffer }[] = []
  let marks: Mark[] = []
  let appended = 0
  const pump = () => {
    if (over || !buffer || buffer.updating) return
    const piece = pieces.shift()
    if (!piece) return
    appended = piece.at
    buffer.appendBuffer(piece.bytes)
  }
  const arrived = () => {
    if (over || !buffer) return
    const { buffered } = buffer
    if (buffered.length > 0) {
      const newest = buffered.end(buffered.length - 1)
      if (newest > (marks.at(-1)?.end ?? -1)) marks = [...marks.slice(-200), { end: newest, at: appended }]
      if (newest - element.currentTime > lag) element.currentTime = Math.max(0, newest - 0.1)
      if (newest - buffered.start(0) > 2 * kept) return buffer.remove(0, newest - kept)
    }
    pump()
  }
  const shown = (seconds: number) => {
    const mark = marks.find(({ end }) => end > seconds + 0.001) ?? marks.at(-1)
    if (mark && !over) picture({ at: mark.at, jpeg: null })
  }
  const watch = () => {
    if (!('requestVideoFrameCallback' in element))
      return (element as HTMLVideoElement).addEventListener('timeupdate', () =>
        shown((element as HTMLVideoElement).currentTime)
      )
    const each: VideoFrameRequestCallback = (_, { mediaTime }) => {
      shown(mediaTime)
      if (!over) element.requestVideoFrameCallback(each)
    }
    element.requestVideoFrameCallback(each)
  }
  const begin = (type: string) => {
    try {
      buffer = media.addSourceBuffer(type)
      buffer.mode = 'segments'
      buffer.addEventListener('updateend', arrived)
      buffer.addEventListener('error', finish)
      watch()
      void element.play().catch(() => {})
    } catch {
      finish()
    }
  }
  const opened = new Promise((resolve) => media.addEventListener('sourceopen', resolve, { once: true }))
  socket.onopen = () => socket.send(JSON.stringify({ type: 'mse', value: able.join(',') }))
  socket.onclose = socket.onerror = finish
  element.onerror = finish
  socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
    if (typeof data !== 'string') {
      pieces.push({ at, bytes: data })
      return pump()
    }
    const { type, value } = JSON.parse(data) as { type: string; value: unknown }
    if (type === 'at') at = Number(value)
    else if (type === 'mse') void opened.then(() => begin(String(value)))
    else if (type === 'error') finish()
  }
  return {
    element,
    stop() {
      over = true
      socket.close()
      URL.revokeObjectURL(source)
    }
  }
}
