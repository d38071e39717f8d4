import { isObject } from '../json.ts'

/** Returns the codes of settings that the operator should fix before the cover closes on a person. */
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
