"""Opens a page in headless Chromium, at several widths at once, and reports its measurements and the console messages."""
import json
import re
import shutil
import subprocess
import tempfile
from html import unescape
from pathlib import Path

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
# Added to a copy of the page, because the page itself allows no scripts.
MEASURE = """
<script>
addEventListener('load', () => {
  const shown = [...document.querySelectorAll('svg')].filter(svg => svg.getBoundingClientRect().width > 0);
  const luminance = colour => colour.match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 3;
  const clipped = shown.flatMap(svg => [...svg.querySelectorAll('text')].filter(text => {
    const inner = text.getBoundingClientRect(), outer = svg.getBoundingClientRect();
    return inner.right > outer.right + 1 || inner.left < outer.left - 1;
  }).map(text => text.textContent));
  parent.postMessage(JSON.stringify({
    width: innerWidth, needed: document.documentElement.scrollWidth,
    dark: matchMedia('(prefers-color-scheme: dark)').matches,
    paper: luminance(getComputedStyle(document.body).backgroundColor), ink: luminance(getComputedStyle(document.body).color),
    charts: shown.length, lines: shown.map(svg => [...svg.querySelectorAll('path')].filter(p => p.getTotalLength() > 5).length),
    clipped: clipped, cut: [...document.querySelectorAll('.scroll')].filter(box => box.scrollWidth > box.clientWidth + 1).map(box => box.innerText.slice(0, 60)),
    shifted: [...document.querySelectorAll('table')].filter(table => [...table.tBodies[0].rows].some(row => row.className !== 'group'
      && [...row.cells].some((cell, place) => (cell.offsetParent === null) !== (table.tHead.rows[0].cells[place].offsetParent === null)))).length,
    requests: performance.getEntriesByType('resource').map(entry => entry.name)}), '*');
});
</script>
"""
# A browser window cannot be as narrow as a phone, but a frame can.
FRAMES = """
<!doctype html><meta name=color-scheme content="light dark"><pre id=measured></pre>
<script>
const measured = [];
addEventListener('message', message => {
  measured.push(JSON.parse(message.data));
  document.getElementById('measured').textContent = JSON.stringify(measured);
})
</script>
"""
FRAME = '<iframe src=measured.html style="width: {width}px; height: 900px; border: 0"></iframe>'


def measure(page, widths, dark):
    """The console messages of the page, and its measurements at each width, in the light or dark colour scheme."""
    flags = ["--window-size=1400,1000"] + (["--force-dark-mode", "--blink-settings=preferredColorScheme=0"] if dark else [])
    _, console_messages = opened(page, flags)
    with tempfile.TemporaryDirectory() as folder:
        text = re.sub(r"<meta http-equiv=Content-Security-Policy[^\n]*", "", page.read_text())
        (Path(folder) / "measured.html").write_text(text + MEASURE)
        frames = Path(folder) / "frames.html"
        frames.write_text(FRAMES + "".join(FRAME.format(width=width) for width in widths))
        dom, _ = opened(frames, flags)
    found = json.loads(unescape(re.search(r"<pre id=.?measured.?>(.*?)</pre>", dom, re.S).group(1)))
    return console_messages, {seen["width"]: seen for seen in found}


def opened(page, flags):
    """The page's document after it was loaded, and its console messages."""
    with tempfile.TemporaryDirectory() as profile:
        done = subprocess.run(
            [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
             "--disable-dev-shm-usage", f"--user-data-dir={profile}", "--enable-logging=stderr", "--dump-dom", *flags, page.as_uri()],
            capture_output=True, text=True, timeout=120, check=True)
    return done.stdout, re.findall(r"CONSOLE[^\n]*", done.stderr)
