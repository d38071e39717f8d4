interface UserAgentData {
  platform?: string
  brands?: readonly { brand: string }[]
  getHighEntropyValues?(hints: readonly string[]): Promise<{ model?: string }>
}

/** The parts of `navigator` that identify the browser and the phone. */
export interface UserAgentInfo {
  userAgent: string
  userAgentData?: UserAgentData
}

/** The order matters: a browser names itself after those that it resembles. */
export const browsers = [
  ['Edge', /Edg(?:A|iOS)?\//],
  ['Opera', /OPR\//],
  ['Samsung Internet', /SamsungBrowser\//],
  ['Cốc Cốc', /coc_coc/],
  ['Firefox', /(?:Firefox|FxiOS)\//],
  ['Chrome', /(?:Chrome|CriOS)\//],
  ['Safari', /Safari\//]
] as const

/**
 * Returns a label such as "Android SM-A125F · Chrome", from what the browser tells without asking anybody; at most 80
 * characters.
 */
export async function deviceLabel({ userAgent, userAgentData }: UserAgentInfo = navigator): Promise<string> {
  const told = await userAgentData?.getHighEntropyValues?.(['model']).catch(() => null)
  const written = /Android [\d.]+; ([^;)]+?)(?: Build|[;)])/.exec(userAgent)?.[1]
  // Browsers that hide the model write K.
  const model = told?.model || (written === 'K' ? '' : written)
  // Android also calls itself Linux, before its own name.
  const [, named] = /(Android|iPhone|iPad|Windows|Mac)/.exec(userAgent) ?? /(Linux)/.exec(userAgent) ?? []
  const system = userAgentData?.platform || named || 'Web'
  const browser = brandOf(userAgentData) ?? browsers.find(([, sign]) => sign.test(userAgent))?.[0]
  const label = [[system, model].filter(Boolean).join(' '), browser].filter(Boolean).join(' · ')
  return [...label].slice(0, 80).join('')
}

/** Returns the browser's own name among its brands: one of the others is made up, one is that of its engine. */
function brandOf(data: UserAgentData | undefined): string | undefined {
  const own = data?.brands?.find(({ brand }) => !/not.*brand/i.test(brand) && brand !== 'Chromium')
  return own?.brand.replace(/^(?:Google|Microsoft) /, '')
}
