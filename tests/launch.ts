import { existsSync, statfsSync } from 'node:fs'

/**
 * Puts temporary folders into memory where it has room: each record that a phone or the server writes waits for the
 * disk. Runs before anything asks for such a folder.
 */
export function useMemory(folder = '/dev/shm', wantedBytes = 4_000_000_000): void {
  if (!existsSync(folder)) return
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize >= wantedBytes) process.env['TMPDIR'] = folder
}

/**
 * How long a browser test waits for one thing, ms: several times what a busy machine with two cores takes, and longer
 * than a courier waits between two tries.
 */
export const patience = 180_000

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
