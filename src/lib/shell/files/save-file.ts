/** Saves text as a file through the browser, without the network. @param type MIME type, without charset */
export function saveFile(name: string, type: string, text: string): void {
  saveBlob(name, new Blob([text], { type: `${type};charset=utf-8` }))
}

/** Saves any content likewise. */
export function saveBlob(name: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  document.body.append(link)
  link.click()
  link.remove()
  // The browser may still be reading the file.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
