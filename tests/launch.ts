import { existsSync } from 'node:fs'

/** With its windows, and the only one that shows notifications. */
export const wholeBrowser = process.env['CHROMIUM'] || '/usr/bin/chromium'
/** The first costs the machine a quarter less: it is Chromium without its windows. */
const ofDebian = ['/usr/bin/chromium-headless-shell', wholeBrowser]

/** The browser of Debian, unless `CHROMIUM` names another one; it may not try to reach its maker. */
export const browser = {
  executablePath: process.env['CHROMIUM'] || (ofDebian.find((path) => existsSync(path)) ?? wholeBrowser),
  args: [
    '--no-sandbox',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-gpu',
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
