import type { Look } from './screen.ts'
import { alarmScreens } from './screens/alarms.ts'
import { gateScreens } from './screens/gates.ts'
import { huiScreens } from './screens/hui.ts'
import { incidentScreens } from './screens/incidents.ts'
import { noticeScreens } from './screens/notices.ts'
import { personalScreens } from './screens/personal.ts'
import { unitScreens } from './screens/unit.ts'

/** Every screen that is looked at; a new screen is one more row in one of these. */
export const looks: readonly Look[] = [
  ...unitScreens,
  ...gateScreens,
  ...alarmScreens,
  ...incidentScreens,
  ...huiScreens,
  ...noticeScreens,
  ...personalScreens
]
