import type { GateAnswers } from './answers.ts'

/**
 * Returns go2rtc's settings: reachable from this machine alone, since it has no sign-in. Each stream is copied, not
 * encoded anew, and has no sound. Its RTSP server stays on for ffmpeg, which hands it the stream.
 */
export function cameraSettings(gates: readonly GateAnswers[]): string {
  const streams = gates.flatMap(({ gate, camera }) =>
    camera === undefined ? [] : [`  ${gate}: ${JSON.stringify(`ffmpeg:${camera}#video=copy`)}`]
  )
  return `# Cần go2rtc và ffmpeg. Chỉ máy này tới được: go2rtc không hỏi mật khẩu.
api:
  listen: "127.0.0.1:1984"
rtsp:
  listen: "127.0.0.1:8554"
webrtc:
  listen: ""
streams:
${streams.join('\n')}
`
}
