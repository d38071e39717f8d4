/** Brings the first thing that needs another look before the eyes, once it has been drawn. */
export function showFirstProblem(form: HTMLElement): void {
  setTimeout(() => form.querySelector('[role=alert]')?.scrollIntoView({ block: 'center' }))
}
