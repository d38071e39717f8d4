import { goto } from '$app/navigation'
import { openPage, tappedPage } from '../../tapped-page.ts'

/**
 * Opens the page of a tapped notification in the open app; a locked app opens it after unlocking. Returns a function
 * that stops listening.
 */
export function leadWhereTapped(): () => void {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined
  const lead = ({ data }: MessageEvent) => {
    if (data?.type === openPage) void goto(tappedPage(data.page))
  }
  workers?.addEventListener('message', lead)
  return () => workers?.removeEventListener('message', lead)
}
