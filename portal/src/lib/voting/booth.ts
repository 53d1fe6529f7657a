/** The voting page's script: one screen after the other, marks kept on the device, then cast. The page holds every screen already. */
import { Answered } from './cast.ts'
import { castAll } from './casting.ts'
import { element, receiptView } from './done.ts'
import { openKept, type Kept } from './kept.ts'
import { createMarks, type Pools, type Say } from './marks.ts'
import { stepsOf, type Section, type Standing, type Step } from './steps.ts'

type Booth = {
  edition: string
  lang: string
  api: string
  currency: string
  keys: Record<string, string>
  sections: Section[]
  pools: Pools
  words: Record<string, string>
}

const root = document.querySelector<HTMLElement>('#booth')
if (root) open(root)

function open(root: HTMLElement): void {
  const vote = createVote(root)
  const { stage, marks, keep } = vote
  const clear = () => {
    vote.clear()
    marks.empty()
    stage.count('')
    stage.show({ screen: 'gone' })
  }
  stage.on({
    next: () => void next(vote),
    back: () => history.back(),
    cast: () => void cast(vote),
    print: () => print(),
    clear,
  })
  root.addEventListener('input', ({ target }) => {
    const { name, value } = target as HTMLInputElement
    const { screen, pool, section } = (target as HTMLElement).closest<HTMLElement>('[data-screen]')!.dataset
    if (screen === 'pool' && name) keep({ pools: { ...vote.kept().pools, [section!]: value } })
    if (screen !== 'choose') return
    keep({ marks: { ...vote.kept().marks, [pool!]: marks.marksOf(pool!) } })
    marks.used(pool!)
  })
  addEventListener('popstate', ({ state }) => go(vote, (state as { step?: number } | null)?.step ?? 0, false))

  marks.fill(vote.kept())
  history.replaceState({ step: 0 }, '')
  if (Object.keys(vote.kept().casting).length > 0) stage.show({ screen: 'resume' }, false)
  else if (vote.kept().receipts.length > 0) done(vote)
  else go(vote, 0, false)
}

type Vote = ReturnType<typeof createVote>

function createVote(root: HTMLElement) {
  const booth = JSON.parse(root.dataset.booth!) as Booth
  const voter = JSON.parse(root.dataset.voter!) as { standing: Standing | null; receipt: string }
  const store = openKept(booth.edition, () => localStorage)
  const say: Say = (key, ...filled) =>
    filled.reduce((text, value, i) => text.replace(`%${i + 1}`, value), booth.words[key] ?? key)
  const marks = createMarks(root, booth, say)
  let kept: Kept = store.read()
  const vote = {
    ...{ root, booth, say, marks, stage: createStage(root, say), receiptPage: voter.receipt },
    standing: voter.standing,
    /** Which of the steps is seen. */
    at: 0,
    kept: () => kept,
    keep: (change: Partial<Kept>) => store.write((kept = { ...kept, ...change })),
    clear(): void {
      store.clear()
      kept = store.read()
    },
    steps: () => stepsOf(booth.sections, vote.standing, kept.pools),
    chosen: () =>
      vote
        .steps()
        .flatMap(({ screen, section, pool }, step) =>
          screen === 'choose' ? [{ section: section!, pool: pool!, choices: marks.choicesOf(pool!), step }] : [],
        ),
  }
  return vote
}

function go(vote: Vote, to: number, isFocused = true): void {
  const { stage, marks, say } = vote
  const all = vote.steps()
  vote.at = Math.max(0, Math.min(to, all.length - 1))
  const step = all[vote.at]!
  const issued = (vote.standing?.entitlements ?? []).map(({ pool }) => vote.booth.pools[pool]?.name).filter(Boolean)
  const known = issued.length > 0 ? ` ${say('partly', issued.join(', '))}` : ''
  stage.count(vote.at > 0 ? say('step', String(vote.at + 1), String(all.length)) + known : '')
  if (step.screen === 'review') review(vote)
  if (step.screen === 'choose') marks.used(step.pool!)
  stage.show(step, isFocused)
  if (isFocused && (history.state as { step?: number } | null)?.step !== vote.at)
    history.pushState({ step: vote.at }, '')
}

async function next(vote: Vote): Promise<void> {
  const { stage, say, marks } = vote
  const { screen, section, pool } = vote.steps()[vote.at]!
  if (screen === 'who') {
    const problem = await showVoter(vote)
    if (problem) return stage.complain(problem)
    if (vote.steps().length === 2) return stage.complain(say('who.nothing'))
  }
  if (screen === 'pool' && !vote.kept().pools[section!]) return stage.complain(say('pool.missing'))
  const problem = screen === 'choose' ? marks.problemIn(pool!) : undefined
  if (problem) stage.complain(problem)
  else go(vote, vote.at + 1)
}

/** Gives what stands in the way of voting, in words. */
async function showVoter(vote: Vote): Promise<string | undefined> {
  const { root, booth, say, keep } = vote
  const field = root.querySelector<HTMLInputElement>('[name=code]')
  if (!field) {
    const voter = vote.standing?.voter
    if (!voter) return say('who.showFirst')
    return voter.needsConsent ? say('who.consent') : undefined
  }
  const code = field.value.trim()
  if (!code) return say('who.codeMissing')
  const found = await standingByCode(booth, code)
  if (typeof found === 'string') return found || say('failed.network')
  if (found.voter?.needsConsent) return say('who.consent')
  vote.standing = found
  keep({ code })
  return undefined
}

function review(vote: Vote): void {
  const { root, booth, marks, say } = vote
  const parts = vote.chosen().flatMap(({ pool, choices, step }) => {
    const isCounted = ['points', 'ordinal'].includes(marks.ballotOf(pool).kind)
    const lines = choices.map(([number, points]) => (isCounted ? `${points} – ` : '') + marks.titleOf(pool, number))
    return reviewed(booth.pools[pool]!.name, lines, say, () => go(vote, step))
  })
  root.querySelector('#review')!.replaceChildren(...parts)
}

async function cast(vote: Vote): Promise<void> {
  const { stage, say, booth, kept } = vote
  const ready = vote.chosen().filter(({ choices }) => choices.length > 0)
  if (ready.length + Object.keys(kept().casting).length === 0) return stage.complain(say('review.empty'))
  stage.work(true)
  try {
    await castAll(ready, booth, vote)
    stage.work(false)
    done(vote)
  } catch (error) {
    stage.work(false)
    if (Object.keys(kept().casting).length > 0) stage.show({ screen: 'resume' }, false)
    const isOurs = error instanceof Answered || error instanceof TypeError
    const said = error instanceof Answered ? error.message : ''
    stage.complain(said || say(isOurs ? 'failed.network' : 'failed.signature'))
  }
}

function done({ root, booth, say, stage, kept, receiptPage }: Vote): void {
  const nameOf = (pool: string) => booth.pools[pool]?.name ?? pool
  stage.count('')
  const views = kept().receipts.map((one) => receiptView(one, nameOf(one.pool), receiptPage, say))
  root.querySelector('#receipts')!.replaceChildren(...views)
  stage.show({ screen: 'done' })
}

/** The page's screens, of which one is seen. */
function createStage(root: HTMLElement, say: Say) {
  const find = (selector: string) => root.querySelector<HTMLElement>(selector)!
  const screens = [...root.querySelectorAll<HTMLElement>('[data-screen]')]
  for (const one of root.querySelectorAll<HTMLElement>('[data-scripted]')) one.hidden = false

  function complain(text = ''): void {
    const alert = find('#alert')
    alert.textContent = text
    if (text) alert.focus()
  }
  return {
    complain,
    show({ screen, section, pool }: Step, isFocused = true): void {
      complain()
      const isAsked = ({ dataset }: HTMLElement) =>
        dataset.screen === screen && (!section || dataset.section === section) && (!pool || dataset.pool === pool)
      for (const one of screens) one.hidden = !isAsked(one)
      find('#kept').hidden = screen === 'done' || screen === 'gone'
      if (!isFocused) return
      screens.find(isAsked)?.querySelector<HTMLElement>('h2')?.focus()
      scrollTo({ top: 0 })
    },
    count(text: string): void {
      find('#step').textContent = text
    },
    work(isWorking: boolean): void {
      find('#status').textContent = isWorking ? say('working') : ''
      for (const button of root.querySelectorAll('button')) button.disabled = isWorking
    },
    on(acts: Record<string, () => void>): void {
      root.addEventListener('click', ({ target }) => acts[(target as HTMLElement).closest('button')?.name ?? '']?.())
    },
  }
}

/** Text: why not. */
async function standingByCode({ api, lang }: Booth, code: string): Promise<Standing | string> {
  const headers = { 'content-type': 'application/json', 'accept-language': lang }
  try {
    const answer = await fetch(`${api}/voter/by-code`, { method: 'POST', headers, body: JSON.stringify({ code }) })
    const said = (await answer.json()) as Standing & { detail?: string }
    return answer.ok ? said : (said.detail ?? '')
  } catch {
    return ''
  }
}

function reviewed(name: string, lines: readonly string[], say: Say, again: () => void): HTMLElement[] {
  const change = element('button', 'change', say('review.change')) as HTMLButtonElement
  change.type = 'button'
  change.setAttribute('aria-label', `${say('review.change')}: ${name}`)
  change.addEventListener('click', again)
  const list = lines.length > 0 ? element('ul') : element('p', '', say('review.nothing'))
  list.append(...lines.map((line) => element('li', '', line)))
  return [element('h3', '', name), list, change]
}
