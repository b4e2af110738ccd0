// Fetches the page again and puts its content in place of the old, while somebody looks. Without it the page works too.
const EVERY = 10_000;
let since = Date.now();

async function refresh() {
  if (document.hidden) return;
  const age = document.getElementById("age");
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    if (!answer.ok) throw new Error(answer.status);
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    const page = document.getElementById("page");
    if (page.innerHTML !== next.getElementById("page").innerHTML) page.replaceWith(next.getElementById("page"));
    document.querySelector("nav").replaceWith(next.querySelector("nav"));
    document.title = next.title;
    age.replaceWith(next.getElementById("age"));
    document.body.classList.remove("stale");
    since = Date.now();
  } catch (e) {
    document.body.classList.add("stale");
    age.textContent = `The job has not answered for ${Math.round((Date.now() - since) / 1000)} seconds. What you see is old.`;
  }
}

setInterval(refresh, EVERY);
document.addEventListener("visibilitychange", refresh);
