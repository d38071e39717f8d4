// `npm run screenshots`: the pictures of the README and of the install dialog, taken of the real server with its demo.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { register } from 'tsx/esm/api'

register()
const { readConfig } = await import('../sync-server/config.ts')
const { startStack } = await import('../sync-server/stack.ts')

const folder = mkdtempSync(join(tmpdir(), 'antt-pictures-'))
const stack = await startStack(readConfig({ PORT: '0', DATA_DIR: folder, DEMO: '1' }))
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update']
})
for (const dir of ['static/screenshots', 'docs/screenshots']) mkdirSync(dir, { recursive: true })
try {
  await phone()
  await desk()
} finally {
  await browser.close()
  await stack.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function open(viewport, deviceScaleFactor) {
  const looks = { locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', colorScheme: 'light' }
  const context = await browser.newContext({ ...looks, viewport, deviceScaleFactor })
  const page = await context.newPage()
  await page.goto(stack.url.replace('127.0.0.1', 'localhost'))
  await page.getByLabel('Tài khoản').waitFor()
  return page
}

async function signIn(page) {
  await page.getByLabel('Tài khoản').fill('ph-cong1b')
  await page.getByLabel('Mật khẩu').fill('antt-demo')
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  for (const title of ['Chọn mã PIN', 'Nhập lại mã PIN']) {
    await page.getByRole('heading', { name: title }).waitFor()
    await page.keyboard.type('258013')
  }
  await page.getByRole('link', { name: /^Cổng 1B/ }).waitFor()
  await page.getByRole('link', { name: 'Đồng bộ: Đã gửi hết' }).first().waitFor()
}

async function openGate(page) {
  await page.getByRole('link', { name: /^Cổng 1B/ }).click()
  await page.getByText('Xe máy lạ').waitFor()
}

async function phone() {
  const page = await open({ width: 360, height: 740 }, 2)
  await page.screenshot({ path: 'docs/screenshots/sign-in.png' })
  await signIn(page)
  for (const dir of ['docs', 'static']) await page.screenshot({ path: `${dir}/screenshots/gates.png` })
  await openGate(page)
  for (const dir of ['docs', 'static']) await page.screenshot({ path: `${dir}/screenshots/gate.png` })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.screenshot({ path: 'docs/screenshots/gate-dark.png' })
}

async function desk() {
  const page = await open({ width: 1280, height: 800 }, 1)
  await signIn(page)
  await openGate(page)
  await page.screenshot({ path: 'static/screenshots/desk.png' })
}
