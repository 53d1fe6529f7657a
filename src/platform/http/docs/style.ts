/** The style of the API's page; part of the page itself, named by its hash in the policy. */
export const STYLE = `
:root{--paper:#fbfaf7;--card:#fff;--ink:#1c2321;--quiet:#56605d;--line:#e2e0d9;--accent:#0b6b4f;--warn:#9a5b00;--bad:#b3352b;color-scheme:light dark}
@media(prefers-color-scheme:dark){:root{--paper:#151918;--card:#1d2321;--ink:#eceae4;--quiet:#a7b0ac;--line:#343b38;--accent:#6cc7a4;--warn:#e0a458;--bad:#f08a80}}
*{box-sizing:border-box}
html{scroll-behavior:smooth;scroll-padding-top:1rem}
@media(prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.55 system-ui,sans-serif}
header,.columns{max-width:1160px;margin:0 auto;padding:1rem 1.25rem}
h1{font-size:2rem;margin:.25rem 0}h2{font-size:1.4rem}h3{font-size:1.05rem;margin:0}h4{font-size:1rem;margin:1.25rem 0 .25rem}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:3px}
.skip{position:absolute;left:-999px}.skip:focus{left:1rem;top:1rem;background:var(--card);padding:.5rem 1rem}
nav ul{list-style:none;padding:0 0 .5rem;margin:0}nav summary{font-weight:600;text-transform:capitalize}
nav li a{display:block;padding:.4rem 0;text-decoration:none;color:inherit;overflow-wrap:anywhere}nav li a:hover{text-decoration:underline}
article{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:1rem 1.25rem;margin:0 0 1rem}
article:target{border-color:var(--accent)}
section>h2::first-letter{text-transform:uppercase}
b.get{color:var(--accent)}b.post,b.put,b.patch{color:var(--warn)}b.delete{color:var(--bad)}b{font-size:.85em;letter-spacing:.03em}
code{font:.9em ui-monospace,monospace;overflow-wrap:anywhere}
pre{background:var(--paper);border:1px solid var(--line);border-radius:6px;padding:.75rem;overflow-x:auto;margin:.5rem 0}
small{color:var(--quiet);font-size:.85em;font-weight:400}
dl{margin:.5rem 0}dt{margin-top:.6rem}dd{margin:0 0 0 1rem;color:var(--quiet)}dd details{color:var(--ink)}
summary{cursor:pointer;padding:.5rem 0;min-height:44px}
@media(min-width:900px){.columns{display:grid;grid-template-columns:17rem minmax(0,1fr);gap:2rem}nav{position:sticky;top:0;align-self:start;max-height:100vh;overflow:auto;padding-bottom:2rem}}
@media print{nav{display:none}article{break-inside:avoid}}
`
