/** The browser of Debian, unless `CHROMIUM` names another one; it may not try to reach its maker. */
export const browser = {
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-quic',
    '--no-first-run'
  ]
}

/** An officer's phone as the tests see it. */
export const phoneScreen = {
  locale: 'vi-VN',
  timezoneId: 'Asia/Ho_Chi_Minh',
  viewport: { width: 360, height: 740 }
}
