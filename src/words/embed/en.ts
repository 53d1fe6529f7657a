/** A chart to be embedded in another page. */
export default {
  title: 'Embed this chart',
  lead: 'Paste this code into your page. The chart follows whenever the city publishes new figures.',
  code: 'Code to paste',
  theme: 'It looks as the reader’s device asks; theme=light or theme=dark in the address settles it.',
  preview: 'See the chart on its own',
  svg: 'Download the chart as SVG',
  source: 'Source: {sources}.',
  more: 'Indicator, method and where the figures come from: {site}',
  latest: '{city}: {value} ({period})',
  none: 'This indicator cannot be drawn yet: there are no figures.',
}
