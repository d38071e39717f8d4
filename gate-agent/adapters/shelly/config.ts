import { isObject } from '../json.ts'

/** What in the config of a cover ought to be put right before it shuts a gate on a person. */
export function unsafeIn(config: Record<string, unknown>): string[] {
  const isOff = (part: string) => {
    const told = config[part]
    return !isObject(told) || told['enable'] !== true
  }
  return [
    ...(isOff('obstruction_detection') ? ['obstruction-detection-off'] : []),
    ...(isOff('safety_switch') ? ['safety-switch-off'] : [])
  ]
}
