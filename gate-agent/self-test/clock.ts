import { bad, good, unsure, type TestFinding } from './finding.ts'

const patienceMs = 10_000
/** Commands live five seconds; a clock that is further off refuses them. */
const mostSecondsOff = 3

/**
 * Checks that the server answers, and that this machine's clock agrees with its own (the `Date` header, to the second).
 * @param now Unix ms
 */
export async function checkClock(server: string, hasClock: boolean, now = Date.now): Promise<TestFinding[]> {
  const asked = now()
  const answer = await fetch(`${server}/healthz`, { signal: AbortSignal.timeout(patienceMs) }).catch(
    () => null
  )
  const date = Date.parse(answer?.headers.get('date') ?? '')
  if (!answer || Number.isNaN(date))
    return [
      bad(`Không gọi được máy chủ ${server}: xem mạng, tên máy chủ và chứng chỉ.`),
      unsure('Chưa so được đồng hồ với máy chủ.')
    ]
  const reached = answer.ok
    ? good(`Máy chủ ${server} trả lời.`)
    : bad(`Máy chủ ${server} trả lời lỗi ${answer.status}: báo người trông máy chủ.`)
  // The header drops the fraction of its second.
  const seconds = Math.round(((asked + now()) / 2 - date - 500) / 1000)
  if (Math.abs(seconds) <= mostSecondsOff) return [reached, good('Đồng hồ khớp với máy chủ.')]
  const off = seconds > 0 ? `nhanh ${seconds} giây` : `chậm ${-seconds} giây`
  if (!hasClock) return [reached, unsure(`Đồng hồ ${off}; máy này không dựa vào đồng hồ (clock: false).`)]
  return [reached, bad(`Đồng hồ máy này ${off}: bật đồng bộ giờ bằng lệnh “timedatectl set-ntp true”.`)]
}
