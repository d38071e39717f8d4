import { connect } from 'node:net'
import { connect as connectSecurely } from 'node:tls'
import { bad, good, unsure, type TestFinding } from './finding.ts'

const patienceMs = 5_000
const rtspPort = 554
/** A status line is shorter; a peer that sends more without one speaks another language. */
const mostBytes = 4_096

/** Status of the answer to a request; `silent`: nobody there, or nothing in time; `other`: not RTSP. */
export type RtspAnswer = number | 'silent' | 'other'

/**
 * Asks a camera to describe its stream, without its password, and tells what it answers.
 * @param address `rtsp://name:password@host/path`; name and password are not sent
 */
export function describeStream(address: string, withinMs = patienceMs): Promise<RtspAnswer> {
  const url = new URL(address)
  url.username = url.password = ''
  return asked(url, `DESCRIBE ${url.href} RTSP/1.0\r\nCSeq: 1\r\nAccept: application/sdp\r\n\r\n`, withinMs)
}

/** Asks whether anything at a host speaks RTSP on its usual port. */
export function speaksRtsp(host: string, port = rtspPort, withinMs = patienceMs): Promise<RtspAnswer> {
  const url = new URL(`rtsp://${host}:${port}/`)
  return asked(url, `OPTIONS ${url.href} RTSP/1.0\r\nCSeq: 1\r\n\r\n`, withinMs)
}

/** Checks the RTSP address of a gate's camera, as go2rtc will use it. */
export async function checkStream(gate: string, address: string): Promise<TestFinding> {
  const { host, username } = new URL(address)
  const answer = await describeStream(address)
  if (answer === 'silent')
    return bad(`${gate}: không có camera ở ${host}: xem nguồn, dây mạng và địa chỉ của nó.`)
  if (answer === 'other') return bad(`${gate}: máy ở ${host} không phải camera RTSP: xem lại cổng mạng.`)
  if (answer === 200) return good(`${gate}: camera ở ${host} cho luồng mà không đòi mật khẩu.`)
  if (answer === 401)
    return username
      ? good(`${gate}: camera ở ${host} có mặt và đòi mật khẩu.`)
      : bad(`${gate}: camera ở ${host} đòi mật khẩu: ghi tên và mật khẩu vào địa chỉ RTSP.`)
  if (answer === 404 || answer === 454)
    return bad(`${gate}: camera ở ${host} không có luồng ấy: xem lại phần đường dẫn của địa chỉ RTSP.`)
  return unsure(`${gate}: camera ở ${host} trả lời ${answer}.`)
}

function asked(url: URL, request: string, withinMs: number): Promise<RtspAnswer> {
  const port = Number(url.port || (url.protocol === 'rtsps:' ? 322 : rtspPort))
  const target = { host: url.hostname, port }
  return new Promise((resolve) => {
    // Cameras sign their certificates themselves, and nothing secret is sent.
    const socket =
      url.protocol === 'rtsps:' ? connectSecurely({ ...target, rejectUnauthorized: false }) : connect(target)
    let text = ''
    const end = (answer: RtspAnswer) => {
      clearTimeout(giveUp)
      socket.destroy()
      resolve(answer)
    }
    const giveUp = setTimeout(() => end(text === '' ? 'silent' : 'other'), withinMs)
    socket.once(url.protocol === 'rtsps:' ? 'secureConnect' : 'connect', () => socket.write(request))
    socket.on('error', () => end(text === '' ? 'silent' : 'other'))
    socket.on('close', () => end(text === '' ? 'silent' : 'other'))
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1')
      const [, status] = /^RTSP\/\d\.\d (\d{3})[ \r]/.exec(text) ?? []
      if (status) end(Number(status))
      else if (text.includes('\n') || text.length > mostBytes) end('other')
    })
  })
}
