// Shows the lock as it was shown last, until the app has loaded: whoever picks up the phone may type at once. The app shows the
// real one in its place and goes on with what was typed; nothing is checked here.
;(function () {
  var face = JSON.parse(localStorage.getItem('lock-face') || 'null')
  var page = document.documentElement
  // An alarm's page opens without a PIN; words in another language, or of an earlier build, would only flicker.
  if (!face || face.lang !== page.lang || face.build !== page.dataset.build) return
  if (location.pathname.startsWith('/alarm') || !window.trustedTypes) return
  var splash = document.getElementById('splash')
  var policy = trustedTypes.createPolicy('antt-lock-face', { createHTML: String })
  var typed = ''
  function press(digit) {
    if (typed.length < 6) typed += digit
    draw()
  }
  function erase() {
    typed = typed.slice(0, -1)
    draw()
  }
  function draw() {
    splash.querySelectorAll('.dots span').forEach(function (dot, i) {
      dot.classList.toggle('filled', i < typed.length)
    })
  }
  function tapped(event) {
    var button = event.target.closest('.keys button')
    if (!button) return
    if (button.classList.contains('erase')) erase()
    else press(button.textContent)
  }
  function key(event) {
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return
    if (/^\d$/.test(event.key)) press(event.key)
    if (event.key === 'Backspace') erase()
  }
  function show() {
    // The app was faster.
    if (!splash.isConnected) return
    splash.innerHTML = policy.createHTML(face.html)
    splash.classList.add('face')
    splash.addEventListener('click', tapped)
    addEventListener('keydown', key)
    window.lockFace = {
      account: face.account,
      take: function () {
        removeEventListener('keydown', key)
        // What was typed before a sign-in that came in its place is nobody's PIN any more.
        return splash.isConnected ? typed : ''
      }
    }
  }
  Promise.all(
    face.styles.map(function (href) {
      return new Promise(function (loaded, missing) {
        var link = document.createElement('link')
        link.rel = 'stylesheet'
        link.href = href
        link.addEventListener('load', loaded)
        link.addEventListener('error', missing)
        document.head.append(link)
      })
    })
  ).then(show, function () {})
})()
