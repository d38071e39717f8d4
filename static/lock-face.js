// Shows the lock as it was shown last, until the app has loaded: whoever picks up the phone may type at once. The app shows the
// real one in its place and goes on with what was typed; nothing is checked here.
//
// What is kept lies in clear, so that anybody who gets at it may change it: it is built part by part, and one part that a lock
// has not got refuses the whole of it. Nothing of it leads elsewhere, loads anything, or takes what is typed.
;(function () {
  var drawings = 'svg path circle rect line polyline polygon ellipse g'.split(' ')
  var tags = 'main section div p span h1 h2 button a img'.split(' ').concat(drawings)
  var number = /^\d{1,4}$/
  var words = /^[^<>]{0,200}$/
  var shape = /^[\w\s.,-]{1,1000}$/
  /** What each attribute may say; in a drawing others may hold figures and names of colours. */
  var values = {
    class: /^[\w\s-]{0,200}$/,
    'aria-label': words,
    'aria-hidden': /^true$/,
    type: /^button$/,
    href: /^tel:\+?\d{2,15}$/,
    src: /^\/icons\/icon\.svg$/,
    alt: words,
    width: number,
    height: number
  }
  var shapes =
    'viewBox fill stroke stroke-width stroke-linecap stroke-linejoin d x y x1 y1 x2 y2 rx ry r cx cy points'.split(' ')
  var sheet = /^\/_app\/immutable\/assets\/[\w.-]+\.css$/
  var most = 500

  function check(isMeant) {
    if (!isMeant) throw new Error('no part of a lock')
  }
  /** Builds a part: its words, or its tag, attributes and parts. */
  function build(part) {
    check(most-- > 0)
    if (typeof part === 'string') return document.createTextNode(part)
    var tag = part[0]
    check(tags.includes(tag))
    var isDrawn = drawings.includes(tag)
    var made = isDrawn
      ? document.createElementNS('http://www.w3.org/2000/svg', tag)
      : document.createElement(tag)
    Object.entries(part[1]).forEach(function (entry) {
      var isShape = isDrawn && shapes.includes(entry[0])
      var rule = isShape ? shape : Object.hasOwn(values, entry[0]) && values[entry[0]]
      check(rule && typeof entry[1] === 'string' && rule.test(entry[1]))
      made.setAttribute(entry[0], entry[1])
    })
    made.append.apply(made, part[2].map(build))
    return made
  }
  function read() {
    var face = JSON.parse(localStorage.getItem('lock-face') || 'null')
    var page = document.documentElement
    // The start of an alarm may need no PIN; words in another language, or of an earlier build, would only flicker.
    if (!face || face.lang !== page.lang || face.build !== page.dataset.build) return null
    if (location.pathname === '/alarm') return null
    face.styles.forEach(function (href) {
      check(sheet.test(href))
    })
    return { account: face.account, styles: face.styles, shown: build(face.tree) }
  }

  var face
  try {
    face = read()
  } catch {
    // It was spoilt: the app shows the lock.
  }
  if (!face) return
  var splash = document.getElementById('splash')
  var typed = ''
  var alarm = false
  function press(digit) {
    if (/^\d$/.test(digit) && typed.length < 6) typed += digit
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
    var siren = event.target.closest('.corner button')
    if (siren) {
      alarm = true
      return siren.classList.add('taken')
    }
    if (!button) return
    if (button.classList.contains('erase')) erase()
    else press(button.textContent)
  }
  function key(event) {
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return
    press(event.key)
    if (event.key === 'Backspace') erase()
  }
  function show() {
    // The app was faster.
    if (!splash.isConnected) return
    splash.replaceChildren(face.shown)
    splash.classList.add('face')
    splash.addEventListener('click', tapped)
    addEventListener('keydown', key)
    window.lockFace = {
      account: face.account,
      take: function () {
        removeEventListener('keydown', key)
        // What was typed before a sign-in that came in its place is nobody's PIN any more.
        return splash.isConnected ? { typed: typed, alarm: alarm } : { typed: '', alarm: false }
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
        link.addEventListener('error', function () {
          // Else the app would keep its address again.
          link.remove()
          missing()
        })
        document.head.append(link)
      })
    })
  ).then(show, function () {})
})()
