/** What the shared components say by themselves. */
export default {
  error: { summary: 'There is a problem', prefix: 'Error:' },
  optional: '(optional)',
  status: { A: 'measured', P: 'provisional', E: 'estimate', B: 'break in series', M: 'missing' },
  missing: 'no data',
  source: 'where this figure comes from',
  change: '{change} on {period}',
  table: { chart: 'Chart', map: 'Map', table: 'Table' },
  chart: {
    region: '{title}, chart',
    summary: '{area}: {first} in {firstPeriod}, {last} in {lastPeriod}.',
    break: 'break in series',
    breaks: 'A dotted mark shows a break in series: the figures before and after it are not fully comparable.',
  },
  map: { region: '{title}, map', none: 'no data', upTo: 'up to {to}', between: '{from}–{to}', over: 'over {from}' },
  pager: { label: 'Pages', previous: 'Previous', next: 'Next', page: 'Page {page} of {pages}' },
  progress: '{done} of {total}',
  underWay: 'You can leave this page; the work goes on.',
  lookAgain: 'See whether it is ready',
  selected: 'selected',
  close: 'Close',
}
