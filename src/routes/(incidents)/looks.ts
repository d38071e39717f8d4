import Ban from 'lucide-static/icons/ban.svg?raw'
import Bell from 'lucide-static/icons/bell.svg?raw'
import Bike from 'lucide-static/icons/bike.svg?raw'
import Car from 'lucide-static/icons/car.svg?raw'
import CircleCheck from 'lucide-static/icons/circle-check.svg?raw'
import Ellipsis from 'lucide-static/icons/ellipsis.svg?raw'
import Flame from 'lucide-static/icons/flame.svg?raw'
import HandCoins from 'lucide-static/icons/hand-coins.svg?raw'
import Footprints from 'lucide-static/icons/footprints.svg?raw'
import Hourglass from 'lucide-static/icons/hourglass.svg?raw'
import IdCard from 'lucide-static/icons/id-card.svg?raw'
import MailOpen from 'lucide-static/icons/mail-open.svg?raw'
import MessageCircle from 'lucide-static/icons/message-circle.svg?raw'
import Phone from 'lucide-static/icons/phone.svg?raw'
import Search from 'lucide-static/icons/search.svg?raw'
import Send from 'lucide-static/icons/send.svg?raw'
import ShieldAlert from 'lucide-static/icons/shield-alert.svg?raw'
import ShieldCheck from 'lucide-static/icons/shield-check.svg?raw'
import Siren from 'lucide-static/icons/siren.svg?raw'
import Users from 'lucide-static/icons/users.svg?raw'
import type { Category, Stage, TipSource, Triage } from '#lib/app/incidents/incident-store.svelte.ts'
import type { Drawing } from '#lib/ui/Icon.svelte'
import type { Tone } from '#lib/ui/styles/tone.ts'

export const categoryIcons: Record<Category, Drawing> = {
  theft: Bike,
  disorder: Users,
  traffic: Car,
  fire: Flame,
  hui: HandCoins,
  other: Ellipsis
}

export const stageLooks: Record<Stage, { icon: Drawing; tone: Tone }> = {
  new: { icon: Bell, tone: 'blue' },
  verifying: { icon: Search, tone: 'amber' },
  handling: { icon: Hourglass, tone: 'amber' },
  forwarded: { icon: Send, tone: 'blue' },
  closed: { icon: CircleCheck, tone: 'green' },
  cancelled: { icon: Ban, tone: 'plain' }
}

export const sourceIcons: Record<TipSource, Drawing> = {
  phone: Phone,
  visit: Footprints,
  zalo: MessageCircle,
  vneid: IdCard,
  '113': Siren,
  letter: MailOpen
}

export const triageIcons: Record<Triage, Drawing> = { security: ShieldCheck, crime: ShieldAlert }
