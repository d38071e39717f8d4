import { waitingShared } from '../../../shared-file.ts'

export { forgetShared } from '../../../shared-file.ts'

/** The files with which the phone opened the app, as far as browsers tell; see the File Handling API. */
interface LaunchQueue {
  setConsumer(take: (launch: { files?: readonly FileSystemFileHandle[] }) => void): void
}

/** Tells of a file that waits for the app: one from the share sheet, or one that was opened with it. @returns a function that stops */
export function sharedFiles(tell: (file: File) => void): () => void {
  let isOver = false
  const give = (file: File | null) => {
    if (file && !isOver) tell(file)
  }
  // Without it the form still asks for a file.
  const ask = (file: Promise<File | null>) => void file.then(give, () => {})
  ask(waitingShared())
  const { launchQueue } = globalThis as { launchQueue?: LaunchQueue }
  launchQueue?.setConsumer(({ files }) => {
    if (files?.[0]) ask(files[0].getFile())
  })
  return () => void (isOver = true)
}
