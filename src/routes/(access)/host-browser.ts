const hosts: [RegExp, string][] = [
  [/Zalo/i, 'Zalo'],
  [/FBAN|FBAV|FB_IAB/, 'Facebook'],
  [/Messenger/, 'Messenger'],
  [/TikTok|musical_ly|BytedanceWebview/i, 'TikTok'],
  [/Line\//, 'LINE'],
  [/Instagram/, 'Instagram'],
  [/Viber/, 'Viber']
]
const webView = /; wv\)/
/** Matches an in-app browser on an iPhone, and also a page opened from the home screen: only Safari names itself. */
const appleWindow = /\((?:iPhone|iPad)(?!.*Safari\/)/

/**
 * Returns the name of the app whose built-in browser opened this page, '' when it is unnamed, or null in a real
 * browser.
 */
export function hostBrowser({
  userAgent,
  standalone
}: {
  userAgent: string
  standalone?: boolean
}): string | null {
  const host = hosts.find(([pattern]) => pattern.test(userAgent))
  if (host) return host[1]
  return webView.test(userAgent) || (!standalone && appleWindow.test(userAgent)) ? '' : null
}

/** Opens the same page in Chrome on Android. @see Chrome's intent URIs */
export function chromeIntent(href: string): string {
  const { protocol, host, pathname, search } = new URL(href)
  const fallback = encodeURIComponent(href)
  return `intent://${host}${pathname}${search}#Intent;scheme=${protocol.slice(0, -1)};package=com.android.chrome;S.browser_fallback_url=${fallback};end`
}
