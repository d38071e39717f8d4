import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto'
import { isIP } from 'node:net'
import { connect } from 'node:tls'
import { bad, good, unsure, type TestFinding } from './finding.ts'

const dayMs = 86_400_000
/** Certificates are renewed a month before their end; with less left, somebody has forgotten to. */
const fewDays = 14
const patienceMs = 8_000

/**
 * Checks a certificate for the phones at a gate: its name, key, date, and that somebody has vouched for it.
 * @param chain PEM of the certificate, with those between it and its root behind it @param now Unix ms
 */
export function checkCertificate(chain: string, key: string, name: string, now: number): TestFinding {
  const parts = chain.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  const certificate = parts[0] === undefined ? null : read(() => new X509Certificate(parts[0]!))
  if (!certificate) return bad(`Chứng chỉ của “${name}” không đọc được: tệp phải là PEM.`)
  const own = read<KeyObject>(() => createPrivateKey(key))
  if (!own || !certificate.checkPrivateKey(own))
    return bad(`Chứng chỉ của “${name}” không khớp với khóa bên cạnh: xin lại bằng tệp .csr của bộ này.`)
  return (
    problemOf(certificate, name, now) ??
    (parts.length === 1
      ? unsure(
          `Tệp chứng chỉ của “${name}” chỉ có một chứng chỉ: phải có cả chứng chỉ trung gian (fullchain) thì điện thoại mới nhận.`
        )
      : good(`Chứng chỉ của “${name}” khớp tên và khóa, còn ${daysLeft(certificate, now)} ngày.`))
  )
}

/** Checks the certificate that a broker shows to phones. @param url `wss://…` @param now Unix ms */
export async function checkServedCertificate(url: string, now = Date.now()): Promise<TestFinding> {
  const { hostname, port } = new URL(url)
  const served = await servedBy(hostname, Number(port || 443))
  if (!served) return bad(`Không có chứng chỉ nào ở ${url}: xem Mosquitto có mở cổng cho điện thoại không.`)
  const { certificate, distrust } = served
  const problem = problemOf(certificate, hostname, now)
  if (problem) return problem
  return distrust === null
    ? good(`Chứng chỉ của “${hostname}” còn ${daysLeft(certificate, now)} ngày.`)
    : bad(
        `Điện thoại sẽ không nhận chứng chỉ của “${hostname}” (${distrust}): cài cả chứng chỉ trung gian (fullchain).`
      )
}

function problemOf(certificate: X509Certificate, name: string, now: number): TestFinding | null {
  if (certificate.checkHost(name) === undefined)
    return bad(`Chứng chỉ không phải của “${name}” (${certificate.subjectAltName ?? 'không có tên'}).`)
  if (certificate.checkIssued(certificate))
    return bad(`Chứng chỉ của “${name}” tự ký: điện thoại không nhận. Hãy xin bằng ACME (DNS-01).`)
  if (now < Date.parse(certificate.validFrom))
    return bad(`Chứng chỉ của “${name}” chưa tới ngày dùng: xem đồng hồ máy này.`)
  const days = daysLeft(certificate, now)
  if (days < 0) return bad(`Chứng chỉ của “${name}” đã hết hạn: xin lại.`)
  return days < fewDays ? unsure(`Chứng chỉ của “${name}” chỉ còn ${days} ngày: xin lại ngay.`) : null
}

const daysLeft = ({ validTo }: X509Certificate, now: number) =>
  Math.floor((Date.parse(validTo) - now) / dayMs)

/** Takes whatever certificate is shown, and tells separately why it would not be trusted. */
function servedBy(host: string, port: number) {
  return new Promise<{ certificate: X509Certificate; distrust: string | null } | null>((resolve) => {
    // TLS knows names only: an address is none.
    const name = isIP(host) ? {} : { servername: host }
    const socket = connect({ host, port, ...name, rejectUnauthorized: false, timeout: patienceMs })
    const end = (served: { certificate: X509Certificate; distrust: string | null } | null) => {
      socket.destroy()
      resolve(served)
    }
    socket.once('error', () => end(null))
    socket.once('timeout', () => end(null))
    socket.once('secureConnect', () => {
      const certificate = socket.getPeerX509Certificate()
      const distrust = socket.authorized ? null : String(socket.authorizationError)
      end(certificate ? { certificate, distrust } : null)
    })
  })
}

function read<T>(reader: () => T): T | null {
  try {
    return reader()
  } catch {
    return null
  }
}
