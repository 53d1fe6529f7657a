/** The API's page: every operation with its parameters, shapes and examples. Server-rendered, without script. */
import { escapeHtml } from '../plain-page.ts'
import { PROBLEM, type Answer, type Document, type Operation, type Parameter, type Schema } from './document.ts'
import { exampleOf, fieldsHtml, limitsHtml, typeHtml, type Named } from './schema.ts'
import { STYLE } from './style.ts'

type Entry = { method: string; path: string; operation: Operation; id: string; group: string }

const BODY_TITLE = 'Body'
const METHODS = ['get', 'post', 'put', 'patch', 'delete']

function entriesOf({ paths }: Document): Entry[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    METHODS.filter((method) => operations[method]).map((method) => {
      const operation = operations[method]!
      const id = `${method}${path}`.replace(/[^\w]+/g, '-').replace(/-$/, '')
      return { method, path, operation, id, group: operation.tags?.[0] ?? path.split('/')[3] ?? 'other' }
    }),
  )
}

export function docsPage(document: Document): string {
  const groups = Map.groupBy(entriesOf(document), ({ group }) => group)
  const named = document.components?.schemas ?? {}
  const { title, version, description = '' } = document.info
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)} API</title>
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
<header><p><a href="/">${escapeHtml(title)}</a></p><h1>API</h1>
<p>${escapeHtml(description)} Version ${escapeHtml(version)}. <a href="/api/openapi.json">The same as OpenAPI 3.1</a>.</p></header>
<div class="columns">
<nav aria-label="Operations">${[...groups].map(([name, entries]) => navHtml(name, entries)).join('')}
<p><a href="#shapes">Shapes</a></p></nav>
<main id="content">${introHtml(document)}
${[...groups].map(([name, entries]) => groupHtml(name, entries, named)).join('')}
<section aria-labelledby="shapes"><h2 id="shapes">Shapes</h2>${Object.entries(named).map(shapeHtml).join('')}</section>
</main>
</div>
</body>
</html>`
}

/** Folded, so that on a phone the page itself is near. */
const navHtml = (
  name: string,
  entries: Entry[],
) => `<details><summary>${escapeHtml(name)} <small>${entries.length}</small></summary>
<ul>${entries
  .map(({ id, method, path, operation }) => {
    const label = operation.summary ?? path.replace('/api/v1', '')
    return `<li><a href="#${id}"><b class="${method}">${method.toUpperCase()}</b> ${escapeHtml(label)}</a></li>`
  })
  .join('')}</ul></details>`

function introHtml({ servers = [] }: Document): string {
  const base = escapeHtml(servers[0]?.url ?? '')
  return `<section aria-labelledby="how"><h2 id="how">How to ask</h2>
<p>What is published can be read without a key. To change something, make a key on the account page and send it as
<code>Authorization: Bearer …</code>.</p>
<pre tabindex="0"><code>curl -H 'Accept-Language: en' ${base}/api/v1/…</code></pre>
<p>Sentences come in Polish, English or Ukrainian, by <code>Accept-Language</code> or <code>?lang=en</code>. A refusal is a
<a href="#shape-${PROBLEM}">problem</a> (RFC 9457) whose <code>code</code> is stable. Answers carry an <code>ETag</code>: send it back
as <code>If-None-Match</code>, and what has not changed is not sent again. Past the limit of requests the answer is 429, with
<code>Retry-After</code> in seconds. Name your request with <code>X-Request-Id</code> to find it in the logs.</p></section>`
}

const groupHtml = (name: string, entries: Entry[], named: Named) =>
  `<section aria-labelledby="group-${escapeHtml(name)}"><h2 id="group-${escapeHtml(name)}">${escapeHtml(name)}</h2>
${entries.map((entry) => operationHtml(entry, named)).join('')}</section>`

function operationHtml({ method, path, operation, id }: Entry, named: Named): string {
  const { summary, description, parameters = [], requestBody, responses = {}, security } = operation
  const needsKey = security?.length && !security.some((way) => Object.keys(way).length === 0)
  const bodies = Object.entries(requestBody?.content ?? {})
  return `<article id="${id}"><h3><b class="${method}">${method.toUpperCase()}</b> <code>${breakable(path)}</code></h3>
${summary ? `<p><strong>${escapeHtml(summary)}</strong></p>` : ''}${description ? `<p>${escapeHtml(description)}</p>` : ''}
${needsKey ? '<p><small>Needs a key.</small></p>' : ''}
${parameters.length ? `<h4>Parameters</h4><dl>${parameters.map(parameterHtml).join('')}</dl>` : ''}
${bodies.map(([type, { schema }]) => contentHtml(BODY_TITLE, type, schema, named)).join('')}
${Object.entries(responses)
  .map(([status, answer]) => answerHtml(status, answer, named))
  .join('')}</article>`
}

function parameterHtml({ name, in: place, required, description, schema = {} }: Parameter): string {
  const optional = required ? '' : ' <small>optional</small>'
  return `<dt><code>${escapeHtml(name)}</code> ${typeHtml(schema)} <small>in ${escapeHtml(place)}</small>${optional}</dt>
<dd>${escapeHtml(description ?? schema.description ?? '')} ${limitsHtml(schema)}</dd>`
}

function answerHtml(status: string, answer: Answer, named: Named): string {
  if (answer.$ref) return `<p><small>Otherwise: <a href="#shape-${PROBLEM}">a problem</a>.</small></p>`
  const contents = Object.entries(answer.content ?? {})
  const title =
    answer.description && answer.description !== 'Default Response' ? `${status}: ${answer.description}` : status
  if (contents.length === 0) return `<h4>Answer ${escapeHtml(title)}</h4>`
  return contents.map(([type, { schema }]) => contentHtml(`Answer ${title}`, type, schema, named)).join('')
}

function contentHtml(title: string, type: string, schema: Schema = {}, named: Named): string {
  const fields = fieldsHtml(schema)
  const example = JSON.stringify(exampleOf(schema, named), null, 2)
  const isJson = /json/.test(type)
  return `<h4>${escapeHtml(title)} <small>${escapeHtml(type)}: ${typeHtml(schema)}</small></h4>
${schema.description ? `<p>${escapeHtml(schema.description)}</p>` : ''}
${fields && `<details><summary>Fields</summary>${fields}</details>`}
${isJson && example ? `<details><summary>Example</summary><pre tabindex="0"><code>${escapeHtml(example)}</code></pre></details>` : ''}`
}

const shapeHtml = ([name, schema]: [
  string,
  Schema,
]) => `<article id="shape-${escapeHtml(name)}"><h3>${escapeHtml(name)}</h3>
${schema.description ? `<p>${escapeHtml(schema.description)}</p>` : ''}${fieldsHtml(schema) || `<p>${typeHtml(schema)}</p>`}</article>`

/** A long path may break after a slash, so that a phone needs no sideways scrolling. */
const breakable = (path: string) => escapeHtml(path).replaceAll('/', '/<wbr>')
