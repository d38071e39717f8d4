import { expect, test } from '@playwright/test'
import { complaints } from './complaints.ts'
import { examine, examineLarge } from './examine.ts'
import { examineReach } from './reach.ts'
import { examineTyping } from './typing.ts'
import { foreign } from './words.ts'

/** One thing that must not be on any screen, and what is said of it. */
const planted: { name: string; body: string; says: RegExp }[] = [
  {
    name: 'a page that is too wide',
    body: '<p style="width: 400px">Cổng 1B</p>',
    says: /^scrolls sideways: 400 > 360/
  },
  {
    name: 'a box that is pushed sideways and does not say so',
    body: '<div style="overflow-x: auto"><p style="width: 500px">Cổng 1B</p></div>',
    says: /^a box scrolls sideways: <div> “Cổng 1B”/
  },
  {
    name: 'such a box without a name',
    body: '<div style="overflow-x: auto" role="region" tabindex="0"><p style="width: 500px">Cổng 1B</p></div>',
    says: /^a box scrolls sideways/
  },
  {
    name: 'text that is cut at its end',
    body: '<p style="width: 60px; overflow: hidden; white-space: nowrap">Đã đóng cổng 1B</p>',
    says: /^cut: <p> “Đã đóng cổng 1B”/
  },
  {
    name: 'marks cut above',
    body: '<p style="overflow: hidden; line-height: 0.9; font-size: 20px">Ễ ương</p>',
    says: /^letters cut: “Ễ ương”/
  },
  {
    name: 'marks cut below, by a box further out',
    body: '<div style="overflow: clip; height: 22px; font-size: 20px"><p><b>Tự vệ</b></p></div>',
    says: /^letters cut: “Tự vệ”/
  },
  {
    name: 'lines that run into each other',
    body: '<p style="width: 60px; line-height: 1">Ở ấp Mỹ Ễ Tự Lập</p>',
    says: /^lines too tight: “Ở ấp Mỹ Ễ Tự Lập” 16 </
  },
  {
    name: 'a field too low for its letters',
    body: '<input aria-label="Ấp" style="box-sizing: border-box; height: 48px; padding: 18px 0; border: 0; font-size: 16px" />',
    says: /^letters cut: field “” is 12 high/
  },
  {
    name: 'a hint longer than its field',
    body: '<input aria-label="Ấp" style="height: 48px; width: 60px" placeholder="Ấp, khóm, gần chỗ nào" />',
    says: /^cut: field “Ấp, khóm, gần chỗ nào”/
  },
  {
    name: 'a choice longer than its field',
    body: '<select aria-label="Ấp" style="height: 48px; width: 60px"><option>12. Huỳnh Thị Kim Thắm</option></select>',
    says: /^cut: field “12. Huỳnh Thị Kim Thắm”/
  },
  {
    name: 'an excerpt that leads to nothing more',
    body: `<p style="display: -webkit-box; overflow: hidden; width: 90px; -webkit-box-orient: vertical;
      -webkit-line-clamp: 1">Tin báo, kỳ hụi, tự vệ, ễ ương</p>`,
    says: /^letters cut: “Tin báo/
  },
  {
    name: 'a small target',
    body: '<button style="width: 120px; height: 40px">Ghi</button>',
    says: /^small: <button> “Ghi” 120×40/
  }
]

/** A page that is fine but for what is planted. */
const pageWith = (body: string) =>
  `<!doctype html><html lang="vi"><meta name="viewport" content="width=device-width">
  <title>Sổ tay</title><style>body { margin: 0; font: 16px/1.5 sans-serif } p { margin: 0 }</style>
  <main><h1>Sổ tay</h1>${body}</main></html>`

for (const { name, body, says } of planted)
  test(`finds ${name}`, async ({ page }) => {
    await page.setContent(pageWith(body))
    expect((await examine(page)).problems).toContainEqual(expect.stringMatching(says))
  })

test('finds nothing where nothing is wrong', async ({ page }) => {
  await page.setContent(
    pageWith(`<div style="overflow: hidden; line-height: 1.5">Ễ ương, Tự vệ</div>
    <a href="/x" style="display: block; min-height: 48px"><span style="display: -webkit-box; overflow: hidden; width: 90px;
      -webkit-box-orient: vertical; -webkit-line-clamp: 1">Tin báo, kỳ hụi, tự vệ, ễ ương</span></a>
    <div role="region" aria-label="Kỳ" tabindex="0" style="overflow-x: auto"><p style="width: 500px">1</p></div>
    <input aria-label="Ấp" style="height: 48px" placeholder="Ấp" />`)
  )
  expect((await examine(page)).problems).toEqual([])
  expect(await complaints(page)).toEqual([])
})

test('finds what only large letters cut', async ({ page }) => {
  await page.setContent(
    pageWith(
      '<p style="width: 150px; overflow: hidden; white-space: nowrap; font-size: 1rem">Đã đóng cổng</p>'
    )
  )
  expect((await examine(page)).problems).toEqual([])
  expect(await examineLarge(page)).toContainEqual(expect.stringMatching(/^letters at 200 %: cut: <p>/))
  expect((await examine(page)).problems).toEqual([])
})

test('finds a field whose letters do not grow with the others', async ({ page }) => {
  const field = (size: string) =>
    pageWith(
      `<select aria-label="Ấp" style="min-height: 48px; font-size: ${size}"><option>Ấp 1B</option></select>`
    )
  await page.setViewportSize({ width: 360, height: 740 })
  await page.setContent(field('min(1rem, 5.4vw)'))
  expect(await examineLarge(page)).toEqual([expect.stringMatching(/small letters: <select> 19/)])
  await page.setContent(field('1rem'))
  expect(await examineLarge(page)).toEqual([])
})

/** A list above a bar with the main act, which stays or lets go. */
const withBar = (bar: string, rowHeight: number) =>
  pageWith(
    `<ul>${'<li class="row"><a href="/gate">Cổng 1B</a></li>'.repeat(6)}</ul><div class="act"><a href="/x">Ghi</a></div>
    <style>.row { height: ${rowHeight}px } .row a { display: block; height: 100% } .act { background: #fff; ${bar} }</style>`
  )

test('finds rows of which a bar never leaves two free, and an act under another bar', async ({ page }) => {
  await page.setViewportSize({ width: 740, height: 360 })
  await page.setContent(withBar('position: sticky; bottom: 0; height: 160px', 120))
  expect(await examineReach(page)).toEqual([expect.stringMatching(/^never two rows at once, 120 \+ 120/)])
  await page.setContent(withBar('height: 160px', 120))
  expect(await examineReach(page)).toEqual([])
  await page.setContent(
    withBar('position: fixed; bottom: 0; height: 60px', 60) +
      '<div style="position: fixed; inset: auto 0 0; height: 60px; background: #fff"></div>'
  )
  expect(await examineReach(page)).toEqual([expect.stringMatching(/^out of reach: the act “Ghi”/)])
})

/** A form with a choice below, and what saves. */
const formWith = (act: string) =>
  pageWith(`<div class="screen"><form><label for="text">Nội dung</label><textarea id="text"></textarea>
    <p style="height: 900px"></p><label class="option"><input type="radio" />Trộm cắp</label></form>
    <div class="act" style="background: #fff; ${act}"><button>Ghi</button></div></div>`)

test('finds a choice that a bar never leaves free, and a save that is out of sight above the keyboard', async ({
  page
}) => {
  await page.setViewportSize({ width: 360, height: 740 })
  await page.setContent(formWith('position: sticky; bottom: 0'))
  expect([await examineReach(page), await examineTyping(page)]).toEqual([[], []])
  await page.setContent(formWith('position: fixed; inset: 0'))
  expect(await examineReach(page)).toContainEqual('out of reach: the field “Trộm cắp”')
  expect(await examineTyping(page)).toEqual(['keyboard up: the field “Nội dung” is covered'])
  await page.setContent(formWith(''))
  expect(await examineTyping(page)).toEqual([
    'keyboard up: at the field “Nội dung” what saves is out of sight'
  ])
})

test('finds a word of the other language on the screen, also one that is only read aloud', async ({
  page
}) => {
  await page.setContent(
    pageWith('<p>Settings</p><p lang="en">Language</p><img alt="Commission" src="data:," />')
  )
  expect(foreign((await examine(page)).texts, 'vi')).toEqual(['Settings', 'Commission'])
})

test('finds pale letters, and a field without a name', async ({ page }) => {
  await page.setContent(pageWith('<p style="color: #999; background: #fff">Chờ gửi</p><input />'))
  const found = await complaints(page)
  expect(found).toContainEqual(expect.stringMatching(/^color-contrast: /))
  expect(found).toContainEqual(expect.stringMatching(/^label: /))
  expect(await complaints(page, 'colours')).toEqual([expect.stringMatching(/^color-contrast: /)])
  expect(await complaints(page, 'build')).toEqual([expect.stringMatching(/^label: /)])
})
