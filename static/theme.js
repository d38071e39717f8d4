// Before the first paint: the chosen or the phone's own colours, and the chosen language.
var dark = matchMedia('(prefers-color-scheme: dark)')
function paint() {
  var theme = localStorage.getItem('theme')
  var shown = theme === 'light' || theme === 'dark' ? theme : dark.matches ? 'dark' : 'light'
  document.documentElement.dataset.theme = shown
  document.querySelector('meta[name=theme-color]').content = shown === 'dark' ? '#0f1512' : '#f6f4ee'
}
paint()
document.documentElement.lang = localStorage.getItem('language') === 'en' ? 'en' : 'vi'
dark.addEventListener('change', paint)
addEventListener('theme-chosen', paint)
