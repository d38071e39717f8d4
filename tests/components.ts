// oxlint-disable-next-line import/no-unassigned-import -- a style sheet exports nothing
import '#lib/ui/styles/style.css'
