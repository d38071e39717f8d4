import type { Link } from '#lib/data/mqtt/link.ts'

/** Wraps a link so that an exception in one listener does not take the other gates down. */
export function guarded(
  link: Pick<Link, 'listen' | 'send' | 'watch'>,
  trouble: (problem: unknown) => void
): Pick<Link, 'listen' | 'send' | 'watch'> {
  return {
    listen: (filter, hear, how) =>
      link.listen(filter, (message) => safely(() => hear(message), trouble), how),
    send: (message) => link.send(message),
    watch: (told) => link.watch((state) => safely(() => told(state), trouble))
  }
}

/** Runs a function; reports an exception instead of passing it on. */
export function safely(run: () => void, trouble: (problem: unknown) => void) {
  try {
    run()
  } catch (problem) {
    trouble(problem)
  }
}
