/** Prints one page of the house: shows it to a browser, answering for the whole web, and takes the PDF or a picture. */
import { startBrowser, type Session } from './browser.ts'
import { chromiumAt } from './chromium.ts'
import { refuse } from './refusals.ts'

const LIMIT_MS = 60_000

type Answer = { status: number; headers: Record<string, string>; body: Buffer }
/** Reads a page or one of its files, by its path. */
export type Pages = (path: string) => Promise<Answer>

type Needs = { baseUrl: string; dataDir: string; chromiumPath?: string; limit_ms?: number }
/** In pixels of the page; `scale` of the picture to one of them. */
export type Frame = { width_px: number; height_px: number; scale: number }
type Request = { requestId: string; request: { url: string; method: string } }

export type Press = ReturnType<typeof createPress>

export function createPress({ baseUrl, limit_ms = LIMIT_MS, ...where }: Needs) {
  const origin = new URL(baseUrl).origin
  let pages: Pages | undefined
  let turn: Promise<unknown> = Promise.resolve()

  async function made(path: string, signal: AbortSignal, frame?: Frame): Promise<Buffer> {
    if (!pages) throw refuse.noPages()
    const read = pages
    const timeout = AbortSignal.timeout(limit_ms)
    const ending = AbortSignal.any([signal, timeout])
    ending.throwIfAborted()
    const browser = await startBrowser(await chromiumAt(where), ending)
    try {
      await shown(browser.session, origin, path, read, frame)
      return await (frame ? photographed(browser.session) : printed(browser.session))
    } catch (error) {
      signal.throwIfAborted()
      throw timeout.aborted ? refuse.tooSlow({ path, seconds: limit_ms / 1000 }) : error
    } finally {
      await browser.end()
    }
  }

  function inTurn(work: () => Promise<Buffer>): Promise<Buffer> {
    const making = turn.then(work)
    turn = making.catch(() => {})
    return making
  }

  return {
    /** From now on there are pages to print. */
    open(read: Pages): void {
      pages = read
    },

    /**
     * The page at that path as PDF, with its tags, language, title, bookmarks and live links. One at a time: a browser is
     * heavy. Throws `press.noPages`, `press.noBrowser`, `press.failed`, `press.tooSlow`, and what `signal` says.
     */
    print(path: string, { signal = new AbortController().signal }: { signal?: AbortSignal } = {}): Promise<Buffer> {
      return inTurn(() => made(path, signal))
    },

    /** What a reader first sees of that page, as PNG. Takes its turn with what is printed, and throws what `print` does. */
    picture(path: string, frame: Frame): Promise<Buffer> {
      return inTurn(() => made(path, new AbortController().signal, frame))
    },
  }
}

async function shown(session: Session, origin: string, path: string, read: Pages, frame?: Frame): Promise<void> {
  const lacking: { path: string; status: number }[] = []
  session.on<Request>('Fetch.requestPaused', ({ requestId, request }) => {
    answer(session, requestId, request, origin, read).then(
      (wrong) => wrong && lacking.push(wrong),
      // The browser was ended in between; what waits for it is told so.
      () => {},
    )
  })
  await session.send('Page.enable')
  await session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
  await session.send('Emulation.setScriptExecutionDisabled', { value: true })
  await session.send('Emulation.setEmulatedMedia', {
    media: frame ? 'screen' : 'print',
    features: [{ name: 'prefers-color-scheme', value: 'light' }],
  })
  if (frame) {
    const { width_px: width, height_px: height, scale: deviceScaleFactor } = frame
    await session.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor, mobile: false })
  }
  const loaded = session.until('Page.loadEventFired')
  loaded.catch(() => {})
  const { errorText } = await session.send<{ errorText?: string }>('Page.navigate', { url: origin + path })
  if (errorText) throw refuse.failed({ path, reason: errorText })
  await loaded
  if (lacking.length > 0) throw refuse.failed({ path: lacking[0]!.path, reason: String(lacking[0]!.status) })
}

async function photographed(session: Session): Promise<Buffer> {
  // Letters of a second font come after the page has.
  await session.send('Runtime.evaluate', { expression: 'document.fonts.ready.then(() => 0)', awaitPromise: true })
  const { data } = await session.send<{ data: string }>('Page.captureScreenshot', { format: 'png' })
  return Buffer.from(data, 'base64')
}

async function printed(session: Session): Promise<Buffer> {
  const { data } = await session.send<{ data: string }>('Page.printToPDF', {
    generateTaggedPDF: true,
    generateDocumentOutline: true,
    preferCSSPageSize: true,
    printBackground: true,
  })
  return Buffer.from(data, 'base64')
}

/** Gives the browser what the house itself would; of the rest of the web there is none. Says what the house did not have. */
async function answer(
  session: Session,
  requestId: string,
  { url, method }: Request['request'],
  origin: string,
  read: Pages,
): Promise<{ path: string; status: number } | undefined> {
  const { origin: asked, pathname, search } = new URL(url)
  if (asked !== origin || method !== 'GET') {
    await session.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' })
    return undefined
  }
  const path = pathname + search
  const { status, headers, body } = await read(path).catch(() => ({ status: 500, headers: {}, body: Buffer.alloc(0) }))
  await session.send('Fetch.fulfillRequest', {
    requestId,
    responseCode: status,
    responseHeaders: Object.entries(headers).map(([name, value]) => ({ name, value })),
    body: body.toString('base64'),
  })
  return status >= 400 ? { path, status } : undefined
}
