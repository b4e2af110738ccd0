// Refreshes the content of the page while it is visible. The page also works without JavaScript.
const INTERVAL = 10_000;
let since = Date.now();

async function refresh() {
  if (document.hidden) return;
  const age = document.getElementById("age");
  try {
    const response = await fetch(location.href, { cache: "no-store" });
    if (!response.ok) throw new Error(response.status);
    const next = new DOMParser().parseFromString(await response.text(), "text/html");
    const page = document.getElementById("page");
    if (page.innerHTML !== next.getElementById("page").innerHTML) page.replaceWith(next.getElementById("page"));
    document.querySelector("nav").replaceWith(next.querySelector("nav"));
    document.title = next.title;
    age.replaceWith(next.getElementById("age"));
    document.body.classList.remove("stale");
    since = Date.now();
  } catch (e) {
    document.body.classList.add("stale");
    age.textContent = `No response from nhldata for ${Math.round((Date.now() - since) / 1000)} seconds. This content is outdated.`;
  }
}

setInterval(refresh, INTERVAL);
document.addEventListener("visibilitychange", refresh);
