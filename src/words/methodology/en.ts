/** How the house judges, told to everybody, in English. */
export default {
  title: 'Methodology',
  lead: 'How every number comes about, how cities are compared, and how numbers become judgements. The rules and thresholds on this page are read from the very program that computes.',
  values: {
    title: 'Values',
    text: 'An indicator is a formula over measures, such as beds divided by residents. The formula knows units: it will not divide złotys by kilometres by mistake. Where an input is missing the result is missing too, and we say why; we never put a zero there.',
    published:
      'A person publishes and says on what grounds. What was published stays: a correction is a new edition, and the old one can still be read. Every value leads to the file it came from and to its entry in the ledger.',
  },
  checking: {
    title: 'Checking and verifying',
    text: 'Whatever somebody brings in is checked by the rules below, and then verified by another person, with a reason; each grave remark needs an answer. Nobody verifies what they brought themselves. Figures that came with the city pack were looked at before the pack was made; the provenance of a value says which of the two it was. Published figures are taken back only with a public note.',
  },
  trend: {
    title: 'Trend',
    text: 'The slope is the Theil–Sen estimate: the median of the slopes between all pairs of years, so that one odd year does not change it. Whether the trend is clear is told by the Mann–Kendall test at {level} confidence. Fewer than {n, number} figures are too few.',
    breaks:
      'A trend does not cross a break in its series: where the definition, the boundary or the way of counting changed, only the part after the last break is read, and we say from when. Of quarters and months the same part of each year is taken. At most the last {years, number} years are read.',
    nominal:
      'Sums at current prices are called neither improving nor worsening, for they also rise when nothing but prices does.',
  },
  targets: {
    title: 'Targets',
    text: 'A target has a value, a date, a source and a kind: the city’s, the strategy’s, law, or a guideline. A target whose time is over cannot be set. When its time ends, it is judged by the figure of that period.',
    pace: 'Before that we look at the pace: from the last figure a line runs at the trend’s slope to the target’s date. The interval is that of the slope; it leaves out how figures vary from year to year. The year in which a target is reached is looked for at most {years, number} years ahead. Guidelines are shown, but decide nothing.',
  },
  comparison: {
    title: 'Comparison',
    text: 'Figures of one period are compared: the newest for which the city itself has a figure and at least {share} of the cities that have it at all. Years come before quarters. Cities without a figure for that period are left out and named; whoever changes “years by which a figure may be older” lets older ones in, and then their period is shown.',
    places:
      'The first place is the best; equal values share a place. The percentile is the share of the other cities that this one is better than, equal ones counted as half. Where all are equal the percentile is 50 and nobody is better. From {n, number} other cities on, and at least {coverage} of those chosen, we speak of a comparison; with fewer we only show the values.',
    extensive:
      'Sizes that grow with the city (number of unemployed, revenue in złotys) are not used to compare cities.',
  },
  rule: {
    title: 'Strengths and weaknesses',
    text: 'The lines of the rule are tried from the top; the first that fits decides. A level is good from percentile {top, number}, weak up to {bottom, number}. Figures older than {age, number} years are not judged.',
    swot: 'In the words of SWOT: strengths and weaknesses are the level now, opportunities and threats are where it is heading.',
    line: 'When',
    gives: 'then',
  },
  directions: {
    title: 'Gaps and directions of action',
    size: 'Size of a gap: what is lacking to the better quarter of the cities (or to their median) or to a binding target, divided by the distance between the cities’ quartiles. A gap of {cap} such distances counts as full. Without a comparison it is a share of the target itself.',
    importance:
      'Importance: the sum of the weights of the areas of the city’s own strategies in which the indicator stands, divided by the largest such sum. An area of a strategy in force weighs 1, of one that is over {past}, unless you change it.',
    trend: 'Trend: worsening 1, improving 0, anything else 0.5.',
    priority:
      'Urgency is the mean of these three with the weights {weights}. A direction is an area of the strategy in force; its urgency is the mean of its {n, number} most urgent gaps, so that their number does not count.',
  },
  index: {
    title: 'Composite index',
    text: 'Only indicators that can be compared and have a better side count: each weighs 1 within its theme of the standard, each theme weighs the same in the index, unless you change it. Figures are brought to a scale from 1 (worst) to 100 (best); outliers of skewed indicators are drawn in first. A city without enough figures gets no score. The interval of places covers 90% of {runs, number} draws, in which weights, scale, mean and treatment of outliers vary; the draws have a fixed seed, so everybody gets the same.',
  },
  parameters: {
    title: 'All thresholds',
    name: 'In the address',
    what: 'What it sets',
    standard: 'Unless changed',
    right: 'May be',
  },
}
