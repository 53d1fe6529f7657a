/** Given names in all their cases, surnames by their endings, and what is only named after somebody. */
import { expect, test } from 'vitest'
import { givenName, polishMan, polishWoman, ukrainianMan, ukrainianWoman } from './forms.ts'
import { personsIn } from './persons.ts'
import { surnameForm } from './surnames.ts'

// Nominative, genitive, dative, accusative, instrumental, locative, vocative.
const WOMEN = {
  anna: 'anny annie annę anną annie anno', barbara: 'barbary barbarze barbarę barbarą barbarze barbaro',
  monika: 'moniki monice monikę moniką monice moniko', olga: 'olgi oldze olgę olgą oldze olgo',
  marta: 'marty marcie martę martą marcie marto', wanda: 'wandy wandzie wandę wandą wandzie wando',
  małgorzata: 'małgorzaty małgorzacie małgorzatę małgorzatą małgorzacie małgorzato', ewa: 'ewy ewie ewę ewą ewie ewo',
  maria: 'marii marii marię marią marii mario', zofia: 'zofii zofii zofię zofią zofii zofio', alicja: 'alicji alicji alicję alicją alicji alicjo',
  maja: 'mai mai maję mają mai maju', ola: 'oli oli olę olą oli olu', izabela: 'izabeli izabeli izabelę izabelą izabeli izabelo',
  kasia: 'kasi kasi kasię kasią kasi kasiu', róża: 'róży róży różę różą róży różo', ludmiła: 'ludmiły ludmile ludmiłę ludmiłą ludmile ludmiło',
} // prettier-ignore
const MEN = {
  jan: 'jana janowi jana janem janie janie', marek: 'marka markowi marka markiem marku marku', paweł: 'pawła pawłowi pawła pawłem pawle pawle',
  piotr: 'piotra piotrowi piotra piotrem piotrze piotrze', aleksander: 'aleksandra aleksandrowi aleksandra aleksandrem aleksandrze aleksandrze',
  kacper: 'kacpra kacprowi kacpra kacprem kacprze kacprze', krzysztof: 'krzysztofa krzysztofowi krzysztofa krzysztofem krzysztofie krzysztofie',
  andrzej: 'andrzeja andrzejowi andrzeja andrzejem andrzeju andrzeju', tomasz: 'tomasza tomaszowi tomasza tomaszem tomaszu tomaszu',
  robert: 'roberta robertowi roberta robertem robercie robercie', dawid: 'dawida dawidowi dawida dawidem dawidzie dawidzie',
  michał: 'michała michałowi michała michałem michale michale', henryk: 'henryka henrykowi henryka henrykiem henryku henryku',
  wojciech: 'wojciecha wojciechowi wojciecha wojciechem wojciechu wojciechu', karol: 'karola karolowi karola karolem karolu karolu',
  ernest: 'ernesta ernestowi ernesta ernestem erneście erneście', jerzy: 'jerzego jerzemu jerzego jerzym jerzym', antoni: 'antoniego antoniemu antoniego antonim antonim',
  mieszko: 'mieszka mieszkowi mieszka mieszkiem mieszku', kuba: 'kuby kubie kubę kubą kubie kubo', bruno: 'brunona brunonowi brunona brunonem brunonie',
} // prettier-ignore
const UKRAINIAN_WOMEN = {
  олена: 'олени олені олену оленою олені олено', марія: 'марії марії марію марією марії маріє', ольга: 'ольги ользі ольгу ольгою ользі ольго',
  наталя: 'наталі наталі наталю наталею наталі',
} // prettier-ignore
const UKRAINIAN_MEN = {
  іван: 'івана іванові івана іваном івані іване', андрій: 'андрія андрієві андрія андрієм андрії', петро: 'петра петрові петра петром петрі петре',
  василь: 'василя василеві василя василем василі', микола: 'миколи миколі миколу миколою миколі миколо', ігор: 'ігоря ігореві ігоря ігорем ігорі',
} // prettier-ignore

test.each([
  [polishWoman, WOMEN],
  [polishMan, MEN],
  [ukrainianWoman, UKRAINIAN_WOMEN],
  [ukrainianMan, UKRAINIAN_MEN],
] as const)('declension: %o', (decline, table) => {
  for (const [name, forms] of Object.entries(table))
    for (const form of [name, ...forms.split(' ')]) {
      expect(decline(name), `${name}: ${form}`).toContain(form)
      expect(givenName(form), form).toBeDefined()
    }
})

test.each(['kowalski', 'kowalskiego', 'wiśniewskiej', 'zawadzką', 'mickiewicza', 'krawczykiem', 'nowakowi', 'dudka', 'szymaniukiem', 'шевченко', 'ковальського', 'smith', 'nowak-kowalska'])(
  'a surname: %s',
  (word) => expect(surnameForm(word)).toBeDefined(),
) // prettier-ignore

const named = (text: string) => personsIn(text).filter(({ detector }) => detector === 'name')

test.each([
  'Jan Kowalski', 'Kowalski Jan', 'KOWALSKI JAN', 'jan kowalski', 'Kowalska, Anna', 'Anna Maria Nowak-Kowalska', 'Umowa z Janem Kowalskim z dnia 5 maja',
  'decyzja dla Marii Wiśniewskiej', 'Pan Andrzej Duda', 'dyrektor szkoły Jan Kowalski', 'J. Nowak, Piotr Zieliński', 'Олена Шевченко', 'Іваном Франком', 'Oksana Kovalenko',
  'John Smith', 'wpłata od p. Małgorzaty Wójcik', 'Lukasz Wozniak', 'Ewa Bem', 'Jan Kowalski Usługi Remontowe', 'syn Krzysztofa Majewskiego', 'Jerzemu Dudkowi',
])('a person: %s', (text) => expect(named(text)).toHaveLength(text.startsWith('J. ') ? 1 : 1)) // prettier-ignore

test.each([
  'ul. Jana Pawła II', 'Jana Pawła II', 'ul. Jana Kowalskiego 5', 'al. Wincentego Witosa', 'Szkoła Podstawowa nr 5 im. Jana Kochanowskiego', 'Rondo Romana Dmowskiego',
  'Szkoła Podstawowa Marii Konopnickiej', 'Muzeum Józefa Czechowicza', 'Park Jana Kowalskiego', 'John Smith Street', 'Jelenia Góra', 'Marka Toyota', 'os. Adama Mickiewicza',
  'Kazimierz Dolny', 'Wola Justowska', 'Nagroda Anny Dymnej', 'Karol', 'Lublin', 'Zielona Góra', 'вул. Івана Франка', 'Stanisław Wielki', 'Pomnik Marii Curie-Skłodowskiej', 'Budowa drogi gminnej', 'stan na 31 XII',
])('nobody: %s', (text) => expect(named(text)).toEqual([])) // prettier-ignore
