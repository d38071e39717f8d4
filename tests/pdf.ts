import { inflateSync } from 'node:zlib'

/** What stands on each page of a PDF that Chromium has printed, without its spaces: glyphs told back into letters by the fonts' own tables. */
export function textOfPages(pdf: Buffer): string[] {
  const objects = objectsOf(pdf)
  const at = (ref: string | undefined) => objects.get(Number(ref?.split(' ')[0]))
  const pages = [...objects.values()].filter(({ head }) => /\/Type\s*\/Page\b/.test(head))
  return pages.map(({ head }) => {
    const fonts = new Map(
      [...resourcesOf(head, at).matchAll(/\/(F\d+)\s+(\d+) 0 R/g)].map(([, name, ref]) => {
        const table = at(at(ref)?.head.match(/\/ToUnicode\s+(\d+) 0 R/)?.[1])
        return [name!, lettersOf(table?.body ?? '')] as const
      })
    )
    const content = at(head.match(/\/Contents\s+(\d+) 0 R/)?.[1])?.body ?? ''
    // A font draws “ff” and its kin as one glyph.
    return drawn(content, fonts).replaceAll(/[\uFB00-\uFB06]/g, (joined) => joined.normalize('NFKC'))
  })
}

interface PdfObject {
  head: string
  body: string
}

function objectsOf(pdf: Buffer): Map<number, PdfObject> {
  const text = pdf.toString('latin1')
  const found = [...text.matchAll(/(?:^|\n)(\d+) 0 obj\b/g)]
  return new Map(
    found.map((match) => {
      const from = match.index + match[0].length
      const end = text.indexOf('endobj', from)
      const stream = text.indexOf('stream\n', from)
      if (stream < 0 || stream > end) return [Number(match[1]), { head: text.slice(from, end), body: '' }]
      const head = text.slice(from, stream)
      const length = Number(head.match(/\/Length\s+(\d+)/)?.[1])
      const bytes = pdf.subarray(stream + 7, stream + 7 + length)
      const body = head.includes('/FlateDecode') ? inflateSync(bytes).toString('latin1') : ''
      return [Number(match[1]), { head, body }]
    })
  )
}

function resourcesOf(head: string, at: (ref: string | undefined) => PdfObject | undefined): string {
  const ref = head.match(/\/Resources\s+(\d+) 0 R/)?.[1]
  return (ref && at(ref)?.head) || head
}

function lettersOf(table: string): Map<number, string> {
  const letters = new Map<number, string>()
  const letter = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le')
  for (const [, rows] of table.matchAll(/beginbfchar(.*?)endbfchar/gs))
    for (const [, glyph, hex] of rows!.matchAll(/<(\w+)>\s*<(\w+)>/g))
      letters.set(parseInt(glyph!, 16), letter(hex!))
  for (const [, rows] of table.matchAll(/beginbfrange(.*?)endbfrange/gs))
    for (const [, from, to, hex] of rows!.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g))
      for (let glyph = parseInt(from!, 16); glyph <= parseInt(to!, 16); glyph++)
        letters.set(glyph, String.fromCharCode(parseInt(hex!, 16) + glyph - parseInt(from!, 16)))
  return letters
}

function drawn(content: string, fonts: ReadonlyMap<string, Map<number, string>>): string {
  let letters = new Map<number, string>()
  let text = ''
  for (const [, font, hex] of content.matchAll(/\/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>/g)) {
    if (font) letters = fonts.get(font) ?? new Map()
    else for (const glyph of hex!.match(/.{4}/g) ?? []) text += letters.get(parseInt(glyph, 16)) ?? ''
  }
  return text.replace(/\s/g, '')
}
