import { frameOf, type Camera } from '../camera/go2rtc.ts'
import { bad, good, type TestFinding } from './finding.ts'

const patienceMs = 8_000

/** Checks that a gate's camera gives a picture through go2rtc. */
export async function checkCamera(gate: string, camera: Camera): Promise<TestFinding> {
  const { url, src } = camera
  const frame = await frameOf(camera, Date.now, patienceMs)
  return frame
    ? good(`${gate}: camera “${src}” cho hình.`)
    : bad(
        `${gate}: camera “${src}” không cho hình qua go2rtc ở ${url}: xem go2rtc có chạy không, tên luồng và mật khẩu camera.`
      )
}
