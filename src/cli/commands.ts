/** What the command line can do, by name. Each is read only when it is asked for: a small command starts in a moment. */
import type { Config } from '#platform/config'
import type { Values } from './options.ts'

/** `args` are the words after the command's own name; gives the exit code. */
export type Command = (call: { args: string[]; values: Values; config: () => Config }) => Promise<number>

export const commands: Record<string, () => Promise<Command>> = {
  start: async () => (await import('./start.ts')).start({ serve: true, work: true }),
  serve: async () => (await import('./start.ts')).start({ serve: true, work: false }),
  work: async () => (await import('./start.ts')).start({ serve: false, work: true }),
  signer: async () => (await import('./signer.ts')).signer,
  'assets import': async () => (await import('./things.ts')).assetsImport,
  import: async () => (await import('./import.ts')).importFile,
  'formula check': async () => (await import('./formula.ts')).formulaCheck,
  directions: async () => (await import('./directions.ts')).directions,
  'gate scan': async () => (await import('./gate.ts')).gateScan,
  'gate risk': async () => (await import('./gate.ts')).gateRisk,
  'index compute': async () => (await import('./models/compute.ts')).indexCompute,
  'index sensitivity': async () => (await import('./models/sensitivity.ts')).indexSensitivity,
  'savings fit': async () => (await import('./savings/fit.ts')).savingsFit,
  'savings compute': async () => (await import('./savings/compute.ts')).savingsCompute,
  count: async () => (await import('./counting/count.ts')).count,
  'pabulib check': async () => (await import('./counting/check.ts')).pabulibCheck,
  trend: async () => (await import('./models/trend.ts')).trendOfSeries,
  demo: async () => (await import('./demo/index.ts')).demo,
  'demo loop': async () => (await import('./demo/index.ts')).demoLoop,
  'network demo': async () => (await import('./network-demo/index.ts')).networkDemo,
  'meters import': async () => (await import('./meters.ts')).metersImport,
  verify: async () => (await import('./verify.ts')).verify,
  'verify election': async () => (await import('./election.ts')).verifyVote,
  'verify statement': async () => (await import('./statement.ts')).verifyStated,
  'statement show': async () => (await import('./statement.ts')).showStatement,
  'verify evaluation': async () => (await import('./verify.ts')).verify,
  'evaluate randomised': async () => (await import('./effects/evaluate.ts')).evaluateBy('randomised', 'randomised'),
  'evaluate clusters': async () => (await import('./effects/evaluate.ts')).evaluateBy('clusters', 'clusters'),
  'evaluate did': async () => (await import('./effects/evaluate.ts')).evaluateBy('did', 'did'),
  'evaluate event': async () => (await import('./effects/evaluate.ts')).evaluateBy('event', 'event'),
  'evaluate its': async () => (await import('./effects/evaluate.ts')).evaluateBy('its', 'its'),
  'evaluate synth': async () => (await import('./effects/evaluate.ts')).evaluateBy('synthetic', 'synth'),
  'evaluate before': async () => (await import('./effects/evaluate.ts')).evaluateBy('before', 'before'),
  'evaluate power': async () => (await import('./effects/power.ts')).evaluatePower,
  'evaluate linear': async () => (await import('./effects/regression.ts')).evaluateLinear,
  'evaluate meta': async () => (await import('./effects/together.ts')).evaluateMeta,
  'evaluate many': async () => (await import('./effects/together.ts')).evaluateMany,
  'table profile': async () => (await import('./table.ts')).tableProfile,
  'city check': async () => (await import('./city.ts')).cityCheck,
  'admin invite': async () => (await import('./admin.ts')).adminInvite,
  backup: async () => (await import('./backup-commands.ts')).backupCommand,
  restore: async () => (await import('./backup-commands.ts')).restoreCommand,
}

export const USAGE = `unia <command> [--json]

  start                              serves and works, all in one
  serve | work                       only the one or the other, several at once, on DATABASE_URL
  signer                             keeps the keys of votes, at SIGNER_SOCKET; without it the house starts one itself
  import <file> --dry-run            what would be read, typed and rejected
         [--options <json>]          how to read it; [--city <folder>] against which measures and areas
  assets import <file>               things of the city from CSV, XLSX or GeoJSON, by their codes; what is the same stays
         [--organisation <name|id>]  whose they are where the file does not say [--dry-run]; 1 where rows are rejected
  formula check <definition.json>    checks a definition's names and units [--city <folder>]
  gate scan <file> [--k 5]           what in a table is about persons, by column and row, masked; ends with 1 where
                                     something may not go out as it is
  gate risk <file> --quasi a,b,c     how easily persons are told again by these columns, and what to do about it;
                                     ends with 1 where the table is less safe than asked
         [--sensitive d,e]           what nobody should learn of a person
         [--k 5] [--l 2] [--t 0.3]   what is asked; [--suppress 0.02] the share of rows that may go
         [--population 10 | <file>]  persons to each row, where the table is a sample; or a table of them all
         [--hierarchy d=<file>]      of a column that nobody should learn: a value, what it belongs to, and so on
  index compute <data.csv> <metadata.csv>
                                     a composite index with its groups and ranks, from files laid out as COINr's
         [--impute none|mean|median, or mean:<group>] [--available 0.9, or 0.9:imputed; 0 keeps all]
         [--treat skew|none] [--normalise minmax:0:100|zscore:50:10|rank|target]
         [--mean arithmetic|geometric] [--missing <share needed>] [--explain <unit>]
  index sensitivity <data.csv> <metadata.csv> [--runs 1000] [--seed 1] [--top 10]
                                     rank intervals over varied choices, and each by itself
         [--weights noise:0.25|dirichlet:1|none] [--vary treat,normalise,mean], and as above
  trend <series.csv>                 slope and test of period, value and status, not across a break
         [--break <period>]... [--level 0.95]
  savings fit --meter <file> --temperature <file> --baseline-end <day>
                                     a building's baseline by CalTRACK 2.0 (daily): model, balance points, how well it
                                     fits; files of a time and a value each, csv or csv.gz, rows by when they begin; the
                                     last row closes the one before it, unless --to says until when all days are whole
         [--method caltrack-daily] [--zone UTC] in which days are cut [--temperature-unit C|F]
         [--meter-unit kWh|Wh|MWh|GJ] [--meter-column <name>] [--temperature-column <name>]
         [--register <digits>] [--factor 1] where the meter's file holds the counter's states
  savings compute --meter <file> --temperature <file> --baseline-end <day> | --model <fit.json>
                                     what was not used since, with its interval [--from <day>] [--to <day>]
         [--adjust <from>:<to>:<kWh a day>]... [--level 0.9], and as above
  savings compute <bundle.json>      a published result once more from its bundle; 1 where it says something else
  directions [<city folder> | <input.json>]
                                     gaps and main directions of action, by the rules of the methodology
         [--parameters "peers=all&size=3"]
  network demo                       three made-up cities on this machine that accept and follow each other, compare PM2.5,
                                     check each other's numbers, catch a forged one, show a definition that differs, and
                                     take a practice over with its result; a minute or two until all that is there to be
                                     looked at, 3.5 GB of memory; Ctrl-C ends it and leaves nothing behind
         [--port 4601]               the first of the four ports, one after another, that it takes
  demo                               a small district, marked as a demonstration, that sends over MQTT to the running house:
                                     40 lamps in 3 cabinets, meters of buildings, air sensors; Ctrl-C ends it
         [--speed 1440]              its clock runs so many times as fast, up to the present; 1440 is a day in a minute
         [--from <time>]             where it begins: now, or with --speed two months ago [--until <time>]
         [--mqtt mqtt://host:port]   where devices come, if not at MQTT_PORT
  demo --break <lamp> | --mend <lamp> | --retrofit <cabinet>
                                     a fault (lamp-1-01), or LED for all lamps of a cabinet (cabinet-2), also while it runs
  demo --remove                      takes the district away, with what it read
  demo loop                          the whole loop once round on made-up neighbourhoods, marked as a demonstration: a weak
                                     indicator, a vote, a project, a measured effect, each made by the house's own rules;
                                     the house may run meanwhile
         [--remove]                  takes it away as far as a house can that overwrites nothing, and says what stays
  count <file.pb>                    the winners of a vote in the Pabulib standard, each with what decided
         [--rule greedy|equal-shares|phragmen] without it, the file's own
         [--completion none|add1|utilitarian|add1+utilitarian|exhaustive] [--utility cost|votes|points]
         [--ties cost,votes,id or lot:<seed>] [--threshold <votes>] [--next skip|stop]
         [--without a,b] as if these had not stood on the list; [--excluding a,b]... one of these at most
  pabulib check <file.pb>            what is wrong with such a file, by line; 1 where something cannot be counted
  meters import <file>               readings of meters, stored; each row that cannot be is told by its line
         [--kind register|use] [--digits 8] [--carrier electricity|heat|gas|water]
         [--meter <name>] for the whole file, or [--meter-column <name>] [--value-column <name>]
  verify <bundle | proof | log>      checks it offline [--key <vkey>]
  verify election <file>             checks a vote from its file alone and counts it once more, with a second program;
                                     ends with 1 and says exactly what differs [--key <vkey>] [--receipt <file>]
  verify statement <file>            checks what a city stated of an indicator: its signature, its place in the city’s
                                     ledger, and the value computed once more, each said apart; 1 where one fails
         [--did <file>] the city’s DID document, from where you trust it [--key <vkey>] of its ledger
  statement show <file>              who says what of which indicator, and since when
  evaluate randomised | clusters | did | event | its | synth | before <file.csv> --outcome <column>
                                     what a change brought, from a table with a header, with what speaks for and against
                                     believing it
         [--unit <column>] [--time <column>] [--from <period>] whose and when, and since when
         [--treated <column of 1 and 0>] [--starts <column>] [--cluster a,b] [--covariate a,b] [--weights <column>]
         [--treated-unit <name>] [--donors a,b] [--predictors a,b] [--predictor-weights 0.5,0.5] for synth
         [--change level|levelAndSlope] [--model linear|poisson] [--exposure <column>] [--season 12] [--harmonics 2]
         [--lag 3] [--unadjusted] [--overdispersion widen|ignore] for its; [--leads 3] [--lags 5] for event
         [--level 0.95] [--missing refuse|drop] [--outcome-unit kWh]
         [--bundle <out.json>]       all that it rests on, in one file that anybody runs again [--title <text>]
         [--cost 1000] [--cost-se 50] [--currency PLN] for what one unit of effect cost
  evaluate power --effect 0.5 --power 0.8 | --n 64 …
                                     how many, to see what size of effect, how surely: two of the three give the third
         [--sd 1] [--ratio 1] [--alpha 0.05] [--sides 2] [--cluster-size 20 --icc 0.05]
         [--without 0.5 --with 0.75] shares instead of means
  evaluate linear <file.csv> --outcome <column> --covariate a,b
                                     least squares, with errors of every kind [--cluster a,b | --lag 4 [--unadjusted]]
  evaluate meta <file.csv> --effect <column> --variance <column> | --se <column>
                                     what several studies of one thing say together [--study <column>]
         [--model fixed|dersimonianLaird|reml] [--level 0.95]
  evaluate many <file.csv> --p <column>
                                     p of many comparisons at once, raised by Holm and by Benjamini and Hochberg
  verify evaluation <bundle>         fingerprints, the ledger's proof, and the effect computed once more to the same
                                     digits, each apart; ends with 1 where something differs [--key <vkey>]
  table profile <file>               encoding, dialect, header, column types with their evidence, every problem with
                                     its place; 1 where there are problems
  city check <folder>                every error of a city pack, with file, line and field
  admin invite <e-mail>              makes a link by which that person becomes an administrator
  backup <file>                      the whole house in one file
  restore <file>                     into an empty DATA_DIR and database, checked

Environment: PORT, HOST, DATA_DIR, DATABASE_URL, BASE_URL, MAIL_URL, CITY_DIR, LOG_LEVEL.
Exit codes: 0 done, 1 refused or not right, 2 not understood.
`

/** The lines of one command, with those that go on from it; all of them where there are none. */
export function usageOf(name: string): string {
  const lines = USAGE.split('\n')
  const isHead = (line: string) => /^ {2}\S/.test(line)
  const starts = lines.flatMap((line, i) => (isHead(line) && `${line.trim()} `.startsWith(`${name} `) ? [i] : []))
  if (name === '' || starts.length === 0) return USAGE
  const own = starts.flatMap((from) => {
    const next = lines.findIndex((line, i) => i > from && (isHead(line) || line === ''))
    return lines.slice(from, next)
  })
  return `unia <command> [--json]\n\n${own.join('\n')}\n`
}
