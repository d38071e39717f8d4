import { waitingShared } from '../../../shared-file.ts'

export { forgetShared, waitingShared } from '../../../shared-file.ts'

/** The files with which the phone opened the app, as far as browsers tell; see the File Handling API. */
interface LaunchQueue {
  setConsumer(take: (launch: { files?: readonly FileSystemFileHandle[] }) => void): void
}

/** Tells of files that wait for the app: those from the share sheet, or one that was opened with it. @returns a function that stops */
export function sharedFiles(tell: (files: readonly File[]) => void): () => void {
  let isOver = false
  const give = (files: readonly File[]) => {
    if (files.length > 0 && !isOver) tell(files)
  }
  // Without it the form still asks for a file.
  const ask = (files: Promise<readonly File[]>) => void files.then(give, () => {})
  ask(waitingShared())
  const { launchQueue } = globalThis as { launchQueue?: LaunchQueue }
  launchQueue?.setConsumer(({ files }) => {
    if (files?.[0]) ask(files[0].getFile().then((file) => [file]))
  })
  return () => void (isOver = true)
}
