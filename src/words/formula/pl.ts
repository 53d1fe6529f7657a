/** Co jest nie tak ze wzorem albo jednostką i co byłoby dobrze, po polsku. */
export const errors = {
  'indicators.formula.syntax':
    'W {line}:{column} {found, select, end {wzór kończy się za wcześnie.} other {nie może stać „{text}”.}} {hint, select, decimalComma {W liczbie stoi kropka dziesiętna: 1.5, a nie 1,5.} percent {Wzór nie potrzebuje znaku %: podaj % jako jednostkę, a wynik zostanie przeliczony.} expected {Może tu być: {expected}} other {}}',
  'indicators.formula.tooLong':
    'W {line}:{column} wzór jest za długi: {what, select, characters {znaków} parts {części} other {wartości}}: {found, number}, a może być najwyżej {max, number}.',
  'indicators.formula.tooDeep':
    'W {line}:{column} jest za dużo {what, select, parentheses {nawiasów jeden w drugim} references {definicji opartych jedna na drugiej} other {funkcji innych okresów i obszarów jedna w drugiej}}: może być najwyżej {max, number}.',
  'indicators.formula.unknownMeasure':
    'W {line}:{column}: nie ma miary „{measure}”. {hint, select, nearest {Czy chodzi o „{nearest}”?} other {}}',
  'indicators.formula.unknownDimension':
    'W {line}:{column}: miara „{measure}” nie ma podziału „{dimension}”. {hint, select, nearest {Czy chodzi o „{nearest}”?} known {Ma podział: {known}.} other {}}',
  'indicators.formula.unknownDimensionValue':
    'W {line}:{column}: miara „{measure}” nie ma „{text}” w podziale „{dimension}”. {hint, select, nearest {Czy chodzi o „{nearest}”?} other {}}',
  'indicators.formula.severalValues':
    'W {line}:{column}: „{text}” oznacza kilka liczb ({found, number}), a potrzebna jest jedna. Aby je zsumować, napisz sum_dims({text}).',
  'indicators.formula.unknownIndicator':
    'W {line}:{column}: nie ma wskaźnika „@{indicator}”. {hint, select, nearest {Czy chodzi o „@{nearest}”?} spaces {Aby odjąć coś od „@{nearest}”, postaw odstępy przed minusem i po nim.} other {}}',
  'indicators.formula.unknownFunction':
    'W {line}:{column}: nie ma funkcji „{function}”. {hint, select, nearest {Czy chodzi o „{nearest}”?} other {}} Funkcje to: {known}.',
  'indicators.formula.arguments':
    'W {line}:{column}: {kind, select, count {funkcja „{function}” ma mieć w nawiasie tyle części: {expected, number}, a ma: {found, number}. Części oddziela przecinek.} measures {funkcja „{function}” przyjmuje miary z ich podziałami, a „{text}” nią nie jest. Aby sumować cokolwiek, napisz sum(…).} other {funkcja „{function}” potrzebuje w środku miary lub wskaźnika, a „{text}” żadnych nie czyta.}}',
  'indicators.formula.lagCount':
    'W {line}:{column}: „{text}” musi być całkowitą liczbą okresów, od 1 do {max, number}.',
  'indicators.formula.unit':
    'Jednostka „{unit}”, znak {column}: {why, select, ended {kończy się za wcześnie} unexpected {„{text}” nie może tu stać} ambiguous {można ją odczytać na dwa sposoby. To, przez co dzielisz, weź po / w nawias, na przykład bed/(100000 person)} character {„{text}” nic w jednostce nie znaczy} zero {jednostka nie może zawierać zera} twoNumbers {dwie liczby stoją obok siebie: napisz 100000, a nie 100 000} power {potęga to liczba całkowita od 1 do 12, na przykład m^2} unscalable {degC i dB stoją same, bez innych jednostek i liczb} tooLong {jest za długa} tooDeep {ma za dużo nawiasów} other {jest większa lub mniejsza niż jakakolwiek wielkość}}.',
  'indicators.formula.unitMismatch':
    'W {line}:{column}: {where, select, operands {„{text}” ma jednostkę {unit}, a „{otherText}” ma {other}: tego nie da się dodać ani porównać. Aby przeliczyć, pomnóż lub podziel przez miarę, która mówi jak.} other {wzór daje {unit}, a jednostką wskaźnika jest {other}: jednego nie da się przeliczyć na drugie.}}',
  'indicators.formula.unitNotScalable':
    'W {line}:{column} „{text}”: to, co mierzy się w {unit}, nie ma prawdziwego zera, więc można je mnożyć i dzielić tylko przez zwykłą liczbę.',
  'indicators.formula.cycle': 'W {line}:{column} wskaźniki opierają się na sobie w kółko: {way}.',
  'indicators.formula.duplicate':
    '{what, select, indicator {Są dwie definicje „{name}”.} other {W {line}:{column} „{name}” stoi dwa razy.}}',
}
