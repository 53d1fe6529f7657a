/** What is found, how sure, and that no value ever leaves: in tables of persons. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { examineTexts, scan } from './scan.ts'
import { ibans, identityCards, nips, one, passports, pesels, scanned, tableOf, told } from './testing.ts'

const others = fc.constantFrom<() => string>(
  () => '12,50', () => '2024-05-17', () => 'Bronowice', () => '0663011', () => '5901234123457', () => '', () => '31', () => 'Remont chodnika przy szkole',
) // prettier-ignore

test('PESELs are found in any mix of columns, with or without a header that says so', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(pesels, { minLength: 20, maxLength: 40 }),
      fc.array(others, { maxLength: 5 }),
      fc.nat(5),
      fc.constantFrom('kod', 'PESEL', 'x', 'numer'),
      fc.constantFrom<(text: string) => string>(
        (text) => text,
        (text) => `${text.slice(0, 6)} ${text.slice(6)}`,
        (text) => `${text.slice(0, 6)}-${text.slice(6)}`,
        (text) => `pacjent ${text}, przyjęty`,
        (text) => `\u200b${text}`,
        (text) => text.replace(/\d/g, (d) => String.fromCharCode(0xff10 + Number(d))),
        (text) => `${text}.0`,
      ),
      async (all, columns, at, header, written) => {
        const place = at % (columns.length + 1)
        const names = columns.map((_, i) => `k${i}`)
        const rows = all.map((pesel) => columns.map((make) => make()).toSpliced(place, 0, written(pesel)))
        const findings = await scanned(names.toSpliced(place, 0, header), rows)
        const found = findings.find(({ detector }) => detector === 'pesel')
        expect(found).toMatchObject({ severity: 'blocks', columns: [place], hits: all.length, confidence: 'certain' })
        expect(found!.places).toEqual(Array.from({ length: Math.min(10, all.length) }, (_, i) => i + 1))
        const output = JSON.stringify(findings)
        for (const pesel of all) expect(output).not.toContain(pesel)
      },
    ),
    { numRuns: 60 },
  )
})

test('with one digit changed nothing is certain, and nothing blocks', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(pesels, { minLength: 20, maxLength: 40 }), async (all) => {
      const wrong = all.map((pesel) => pesel.slice(0, 10) + String((Number(pesel[10]) + 1) % 10))
      expect(told(await one('kod', wrong)).filter((text) => /certain|blocks/.test(text))).toEqual([])
    }),
    { numRuns: 30 },
  )
})

test('a single PESEL in a note is told, more surely beside the word', async () => {
  const notes = Array.from({ length: 500 }, (_, i) => `uwaga ${i}`)
  const at = (text: string) => one('uwagi', notes.toSpliced(317, 1, text))
  expect(told(await at('wpłacił 44051401359'))).toContain('pesel possible decide')
  expect(told(await at('PESEL: 44051401359'))).toContain('pesel likely blocks')
  expect((await at('PESEL: 44051401359'))[0]!.places).toEqual([318])
})

test('random numbers of eleven digits pass as chance lets them: a note, however many', async () => {
  let state = 7
  const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32
  const codes = Array.from({ length: 20_000 }, () => String(Math.floor(next() * 1e11)).padStart(11, '0'))
  const [found] = (await one('kod', codes)).filter(({ detector }) => detector === 'pesel')
  expect(found).toMatchObject({ severity: 'note', evidence: ['chance'] })
  expect(found!.chance!.passed / found!.chance!.expected).toBeCloseTo(1, 0)
  // One number that passes, written on every row, is one number.
  expect(
    told(
      await one(
        'kod',
        Array.from({ length: 1000 }, () => '44051401359'),
      ),
    ),
  ).not.toContain('pesel certain blocks')
})

test('PESELs that a spreadsheet took the zeros from are known by the header', async () => {
  const born2001 = ['01210112344', '01220212356', '02230312368'].map((text) => text.replace(/^0+/, ''))
  expect((await one('PESEL', born2001))[0]).toMatchObject({ detector: 'pesel', cells: 3 })
})

test.each([
  ['identityCard', identityCards, 'blocks'],
  ['passport', passports, 'blocks'],
  ['iban', ibans, 'decide'],
  ['nip', nips, 'decide'],
] as const)('%s: certain over many cells, whatever the column is called', async (detector, arbitrary, severity) => {
  const cells = fc.sample(arbitrary, { numRuns: 40, seed: 5 })
  const found = (await one('kolumna', cells)).find((finding) => finding.detector === detector)
  expect(found).toMatchObject({ confidence: 'certain', severity })
  const spaced = (text: string) => text.replace(/^([A-Z]*\d{2})(\d{4})/, '$1 $2')
  const again = (await one('kolumna', cells.map(spaced))).find((finding) => finding.detector === detector)
  expect(detector === 'iban' || detector === 'nip' ? again?.confidence : 'certain').toBe('certain')
})

test('a foreign account, and a firm with its country', async () => {
  expect(told(await one('x', ['płatne na DE89 3704 0044 0532 0130 00']))).toContain('iban likely decide')
  expect(told(await one('x', ['PL5261040828', 'PL 526-104-08-28']))).toContain('nip likely decide')
})

test('contacts: of persons, and of offices', async () => {
  expect(told(await one('kontakt', ['anna.kowalska@example.org', 'biuro@example.org']))).toEqual([
    'email likely decide',
  ])
  expect(told(await one('kontakt', ['biuro@example.org', 'sekretariat@sp12.example.org']))).toEqual(['email likely note'].map(() => 'email possible note')) // prettier-ignore
  expect(told(await one('x', ['jan.nowak(at)example.org']))).toEqual(['email likely decide'])
  expect(told(await one('telefon', ['601 234 567', '+48 512 345 678']))).toEqual(['phone likely decide'])
  expect(told(await one('opis', ['proszę dzwonić tel. 601234567 po 16']))).toContain('phone likely decide')
  expect(told(await one('telefon sekretariatu', ['81 466 20 00', '(81) 466-20-00']))).toEqual(['phone possible note'])
  expect(told(await one('kwota', ['601 234 567', '1 234', '12']))).toEqual([])
  expect(told(await one('IP', ['89.64.12.200', '10.0.0.1']))).toEqual(['ip likely decide'])
  expect(told(await one('wersja', ['1.2.10.4', '2.0.0.1']))).toEqual([])
  expect(told(await one('login', ['anna.kowalska', 'jan_nowak']))).toEqual(['login likely decide'])
})

test('homes: streets with flats, columns of an address, names of streets alone', async () => {
  expect(told(await one('adres zamieszkania', ['ul. Długa 5/12', 'os. Słoneczne 4 m. 7']))).toEqual(['address likely decide']) // prettier-ignore
  expect(told(await one('x', ['Narutowicza 12/4', 'Lipowa 3/1', 'Długa 7 m. 2']))).toEqual(['address likely decide'])
  expect(told(await one('ulica', ['Narutowicza', 'Jana Pawła II', 'Lubelska', 'ul. Jana Kowalskiego']))).toEqual([])
  expect(told(await one('zakres', ['remont ul. Długiej 5', 'budowa chodnika']))).toEqual(['address possible note'])
  const rows = [['Anna Kowalska', 'Długa', '5', '12'], ['Jan Nowak', 'Lipowa', '7', '1']] // prettier-ignore
  expect(told(await scanned(['imię i nazwisko', 'ulica', 'nr domu', 'nr lokalu'], rows))).toContain(
    'address likely blocks',
  )
})

test('tables as offices keep them', async () => {
  const contracts = Array.from({ length: 30 }, (_, i) => [
    i % 3 ? 'Zakład Robót S.A.' : 'Jan Kowalski Usługi',
    'Remont ul. Lipowej 5',
  ])
  expect(told(await scanned(['kontrahent', 'przedmiot'], contracts))).toEqual([
    'name likely decide',
    'address possible decide',
  ])
  const pharmacies = [['Apteka Pod Lwem', 'ul. Lipowa 1', 'mgr Anna Kowalska']] // prettier-ignore
  expect(told(await scanned(['nazwa apteki', 'adres', 'kierownik'], pharmacies))).toEqual(['address likely decide', 'name likely decide']) // prettier-ignore
  const people = [['Anna', 'Kowalska', 'Lipowa', '5'], ['Bo', 'Xi', 'Długa', '7']] // prettier-ignore
  const found = await scanned(['imię', 'nazwisko', 'ulica', 'nr'], people)
  expect(found).toMatchObject([{ detector: 'address', columns: [2, 3], severity: 'blocks' }, { detector: 'surname', hits: 2 }, { detector: 'givenName', severity: 'note' }]) // prettier-ignore
  const names = [['ANNA', 'K', '12'], ['JAN', 'M', '3']] // prettier-ignore
  expect(told(await scanned(['IMIĘ', 'PŁEĆ', 'LICZBA'], names))).toEqual(['givenName likely note'])
  const english = [['John', 'Smith', '1980-02-03', '12 Baker Street'], ['Mary', 'Jones', '1981-02-03', '5 Long Road']] // prettier-ignore
  expect(told(await scanned(['First name', 'Last name', 'DOB', 'Street address'], english)).slice(0, 3)).toEqual(['birthDate likely blocks', 'address likely blocks', 'surname likely decide']) // prettier-ignore
  const ukrainian = [['Шевченко', 'Олена', '12.03.1980', '+380 50 123 45 67']] // prettier-ignore
  expect(told(await scanned(['Прізвище', 'Ім’я', 'Дата народження', 'Телефон'], ukrainian))).toEqual(['birthDate likely blocks', 'surname likely decide', 'phone likely decide', 'givenName likely note']) // prettier-ignore
})

test('days of birth, vehicles, points on the map', async () => {
  expect(told(await one('data urodzenia', ['1980-05-17', '2001-01-02']))).toEqual(['birthDate likely decide'])
  expect(told(await one('opis', ['ur. 12.03.1980 w Zamościu']))).toContain('birthDate likely decide')
  expect(told(await one('data', ['1980-05-17', '2001-01-02']))).toEqual([])
  expect(told(await one('nr rejestracyjny', ['LU 12345', 'LUB 4C12', 'WX12345']))).toEqual(['plate likely decide'])
  expect(told(await one('kod', ['PL811', 'A1234', 'AB-1']))).toEqual([])
  const points = [['51.24652', '22.56842'], ['51.25000', '22.57001']] // prettier-ignore
  expect(told(await scanned(['lat', 'lon'], points))).toEqual(['coordinates possible note'])
  expect(told(await scanned(['lat', 'lon', 'dane zgłaszającego'], points.map((p) => [...p, 'x'])))).toEqual(['coordinates likely decide']) // prettier-ignore
  expect(told(await scanned(['szer. geogr.', 'dł. geogr.'], [['51,2', '22,5']]))).toEqual([])
  expect(told(await one('lokalizacja zgłoszenia', ['51.24652, 22.56842', 'POINT (22.56842 51.24652)']))).toEqual(['coordinates likely decide']) // prettier-ignore
})

test('small counts of persons in a table of groups, in columns and in rows with units', async () => {
  const wide = [['A', '120'], ['B', '3'], ['C', '44'], ['D', '1']] // prettier-ignore
  expect(await scanned(['dzielnica', 'liczba osób'], wide)).toMatchObject([{ detector: 'smallCells', hits: 2, places: [2, 4] }]) // prettier-ignore
  expect(await scanned(['dzielnica', 'liczba szkół'], wide)).toEqual([])
  const long = wide.flatMap(([area, n]) => [[area!, 'person', n!], [area!, 'km2', '2']]) // prettier-ignore
  expect(await scanned(['area', 'unit', 'value'], long)).toMatchObject([{ detector: 'smallCells', hits: 2 }])
  expect(await scanned(['dzielnica', 'liczba osób'], wide, { k: 2 })).toMatchObject([{ hits: 1 }])
})

test('rows that stand alone in what others may know', async () => {
  const rows = Array.from({ length: 200 }, (_, i) => [
    i % 2 ? 'k' : 'm',
    String(20 + (i % 50)),
    i === 7 ? '20-000' : '20-001',
    'x',
  ])
  const findings = await scanned(['płeć', 'wiek', 'kod pocztowy', 'rozpoznanie'], rows)
  expect(findings.find(({ detector }) => detector === 'singledOut')).toMatchObject({ columns: [0, 1, 2], hits: 1, cells: 200 }) // prettier-ignore
})

test('a file without a header: its first values are no names to show', async () => {
  const { findings } = await scan(tableOf(['44051401359', 'Kowalska Anna'], [['44051401458', 'Nowak Jan']]))
  expect(findings[0]).toMatchObject({ detector: 'header', severity: 'blocks' })
  expect(JSON.stringify(findings)).not.toMatch(/44051401359|Kowalska|44051401458|Nowak/)
})

test('nothing found contains what was found', { timeout: 60_000 }, async () => {
  const person = fc.record({
    pesel: pesels, card: identityCards, account: ibans,
    name: fc.constantFrom('Anna Kowalska', 'Jan Nowak-Wiśniewski', 'Олена Шевченко', 'Maria Skłodowska', 'KOWALSKI JAN'),
    email: fc.constantFrom('anna.kowalska@example.org', 'j.nowak@wp.pl', 'a@b.pl'),
    phone: fc.constantFrom('601234567', '+48 512 345 678', '81 466 20 00'),
    address: fc.constantFrom('ul. Długa 5/12', 'Lipowa 3 m. 1', 'al. Racławickie 10'),
    born: fc.constantFrom('ur. 12.03.1980'), plate: fc.constantFrom('LU 12345', 'WX1234C'),
  }) // prettier-ignore
  await fc.assert(
    fc.asyncProperty(fc.array(person, { minLength: 1, maxLength: 12 }), fc.boolean(), async (people, joined) => {
      const keys = Object.keys(people[0]!) as (keyof (typeof people)[0])[]
      const findings = joined
        ? await one('uwagi', people.map((p) => keys.map((key) => p[key]).join('; ')))
        : await scanned(keys.map((_, i) => `c${i}`), people.map((p) => keys.map((key) => p[key]))) // prettier-ignore
      expect(findings.length).toBeGreaterThan(0)
      const output = JSON.stringify(findings)
      for (const values of people.map((p) => Object.values(p)))
        for (const value of values) expect(output).not.toContain(value)
    }),
    { numRuns: 60 },
  )
})

test('what would stop a reader stops nobody here', { timeout: 60_000 }, async () => {
  const wide = Array.from({ length: 10_000 }, (_, i) => `c${i}`)
  expect((await scan(tableOf(wide, [wide.map(() => 'x'), []]))).columns).toBe(10_000)
  const hostile = ['@'.repeat(1e5), 'a.'.repeat(1e5), '1 '.repeat(1e5), 'ul. '.repeat(5e4), '\0'.repeat(1e4), 'A'.repeat(1e6), 'PL61 '.repeat(2e4), '1.'.repeat(1e5), 'Anna '.repeat(2e4), '::'.repeat(5e4), '(at)'.repeat(2e4), '\ud800', '12-345'.repeat(2e4), `${'a'.repeat(99)}@`.repeat(900)] // prettier-ignore
  const from = performance.now()
  await one('uwagi', hostile)
  expect(performance.now() - from).toBeLessThan(20_000)
})

test('short texts, by their names', () => {
  expect(examineTexts({ title: 'Budżet miasta 2024', note: 'Dane za rok 2024, źródło: urząd miasta.' })).toEqual([])
  const [found] = examineTexts({ title: 'Wykaz', note: 'PESEL 44051401359' })
  expect(found).toMatchObject({
    detector: 'pesel',
    column: 'note',
    severity: 'blocks',
    places: [1],
    samples: ['4**********'],
  })
})
