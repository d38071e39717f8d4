// Before the first paint: the chosen or the phone's own colours, and the chosen language.
var dark = matchMedia('(prefers-color-scheme: dark)')
var grounds = { light: '#f6f4ee', dark: '#0f1512', sun: '#ffffff' }
function paint() {
  var theme = localStorage.getItem('theme')
  var shown = grounds[theme] ? theme : dark.matches ? 'dark' : 'light'
  document.documentElement.dataset.theme = shown
  document.querySelector('meta[name=theme-color]').content = grounds[shown]
}
paint()
document.documentElement.lang = localStorage.getItem('language') === 'en' ? 'en' : 'vi'
dark.addEventListener('change', paint)
addEventListener('theme-chosen', paint)
