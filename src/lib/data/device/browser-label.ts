import { browsers, deviceLabel, type UserAgentInfo } from './device-label.ts'

/** Returns the phone and its browser with its main version: "Android SM-A125F · Chrome 143". */
export async function browserLabel(agent: UserAgentInfo = navigator): Promise<string> {
  const [, sign] = browsers.find(([, sign]) => sign.test(agent.userAgent)) ?? []
  const version = sign && new RegExp(String.raw`${sign.source}(\d+)`).exec(agent.userAgent)?.[1]
  return [await deviceLabel(agent), version].filter(Boolean).join(' ')
}
