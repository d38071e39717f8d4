import { isObject, type JsonObject } from '../json.ts'

/** The abbreviated keys that discovery allows, limited to those of covers, their sensors and the device form. */
const short = {
  avty: 'availability',
  avty_mode: 'availability_mode',
  avty_t: 'availability_topic',
  avty_tpl: 'availability_template',
  cmd_t: 'command_topic',
  cmps: 'components',
  dev: 'device',
  dev_cla: 'device_class',
  e: 'encoding',
  exp_aft: 'expire_after',
  migr_discvry: 'migrate_discovery',
  o: 'origin',
  obj_id: 'object_id',
  off_dly: 'off_delay',
  opt: 'optimistic',
  p: 'platform',
  pl_avail: 'payload_available',
  pl_cls: 'payload_close',
  pl_not_avail: 'payload_not_available',
  pl_off: 'payload_off',
  pl_on: 'payload_on',
  pl_open: 'payload_open',
  pl_stop: 'payload_stop',
  pos_clsd: 'position_closed',
  pos_open: 'position_open',
  pos_t: 'position_topic',
  pos_tpl: 'position_template',
  ret: 'retain',
  set_pos_t: 'set_position_topic',
  set_pos_tpl: 'set_position_template',
  stat_clsd: 'state_closed',
  stat_closing: 'state_closing',
  stat_open: 'state_open',
  stat_opening: 'state_opening',
  stat_stopped: 'state_stopped',
  stat_t: 'state_topic',
  t: 'topic',
  uniq_id: 'unique_id',
  val_tpl: 'value_template'
}

/** Abbreviations inside `device`. */
const shortOfDevice = { cns: 'connections', ids: 'identifiers' }

/**
 * Expands every key of a config, including its device and its availability; when both spellings are present the short
 * one wins.
 */
export function spelledOut(config: JsonObject): JsonObject {
  const long = renamed(config, short)
  return {
    ...long,
    ...(isObject(long['device']) && { device: renamed(long['device'], shortOfDevice) }),
    ...('availability' in long && { availability: entriesSpelledOut(long['availability']) })
  }
}

function entriesSpelledOut(availability: unknown): unknown {
  if (Array.isArray(availability)) return availability.map(entriesSpelledOut)
  return isObject(availability) ? renamed(availability, short) : availability
}

function renamed(config: JsonObject, names: Readonly<Record<string, string>>): JsonObject {
  const isShort = (key: string) => Object.hasOwn(names, key)
  const entries = Object.entries(config)
  return Object.fromEntries([
    ...entries.filter(([key]) => !isShort(key)),
    ...entries.filter(([key]) => isShort(key)).map(([key, value]) => [names[key]!, value] as const)
  ])
}
