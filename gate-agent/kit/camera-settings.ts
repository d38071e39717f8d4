import type { GateAnswers } from './answers.ts'

/**
 * Returns go2rtc's settings: reachable from this machine alone, since it has no sign-in. Each stream is passed on as it
 * comes, without its sound. Its RTSP server stays on for ffmpeg, which makes pictures of the stream and must not be told
 * the camera's password.
 */
export function cameraSettings(gates: readonly GateAnswers[]): string {
  const streams = gates.flatMap(({ gate, camera }) =>
    camera === undefined ? [] : [`  ${gate}: ${JSON.stringify(`${camera}#media=video`)}`]
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
