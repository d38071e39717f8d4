import type { Link } from '#lib/data/mqtt/link.ts'

/** What one message does to its hearer must not take the others' gates away from them. */
export function guarded(
  link: Link,
  trouble: (problem: unknown) => void
): Pick<Link, 'listen' | 'send' | 'watch'> {
  return {
    listen: (filter, hear, how) =>
      link.listen(filter, (message) => safely(() => hear(message), trouble), how),
    send: (message) => link.send(message),
    watch: (told) => link.watch((state) => safely(() => told(state), trouble))
  }
}

/** Runs it; what goes wrong is told and goes no further. */
export function safely(run: () => void, trouble: (problem: unknown) => void) {
  try {
    run()
  } catch (problem) {
    trouble(problem)
  }
}
