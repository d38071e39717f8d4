interface UserAgentData {
  platform?: string
  mobile?: boolean
}

/** "Android · Chrome": what a phone can say of itself without asking, at most 80 characters. */
export function deviceLabel(): string {
  const { userAgent, userAgentData } = navigator as Navigator & { userAgentData?: UserAgentData }
  const model = /Android [\d.]+; ([^;)]+?)(?: Build|[;)])/.exec(userAgent)?.[1]
  const system =
    userAgentData?.platform || /Android|iPhone|iPad|Windows|Linux|Mac/.exec(userAgent)?.[0] || 'Web'
  const name = model && model !== 'K' ? `${system} ${model}` : system
  return [...name].slice(0, 80).join('')
}
