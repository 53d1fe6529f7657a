/** What the made-up thread says in each language; everything that has a title bears in it that it is a demonstration. */
import type { Texts } from '#words'
import type { Neighbourhood } from './figures.ts'

const demo = (pl: string, en: string, uk: string): Texts => ({ pl: `Pokaz: ${pl}`, en: `Demo: ${en}`, uk: `Показ: ${uk}` }) // prettier-ignore
const each = (pl: string, en: string, uk: string): Texts => ({ pl, en, uk })

export const PLACES: Record<Neighbourhood, Texts> = {
  millside: demo('Nad Młynem', 'Millside', 'Надмлинне'),
  orchard: demo('Sady', 'The Orchard', 'Садки'),
  limes: demo('Lipowe', 'The Limes', 'Липове'),
  brickyard: demo('Cegielnia', 'The Brickyard', 'Цегельня'),
  riverside: demo('Nadrzecze', 'Riverside', 'Надріччя'),
  hilltop: demo('Wzgórze', 'Hilltop', 'Узгір’я'),
  meadow: demo('Łąki', 'The Meadow', 'Луги'),
  oldgate: demo('Stara Brama', 'Old Gate', 'Стара Брама'),
  birches: demo('Brzozowe', 'The Birches', 'Березове'),
  station: demo('Kolejowe', 'By the Station', 'Привокзальне'),
}
const MADE_UP = each(
  'Dane zmyślone: pokazują, jak działa dom, i nie mówią nic o mieście.',
  'Made up: it shows how the house works, and says nothing of the city.',
  'Вигадані дані: вони показують, як працює дім, і нічого не кажуть про місто.',
)
export const PLACE_NOTE = MADE_UP
export const WALKERS = demo('uczniowie, którzy idą do szkoły pieszo lub jadą rowerem', 'pupils who walk or cycle to school', 'учні, які йдуть до школи пішки або їдуть велосипедом') // prettier-ignore
export const PUPILS = demo('uczniowie policzeni przy bramach szkół', 'pupils counted at school gates', 'учні, полічені біля шкільних воріт') // prettier-ignore
export const INDICATOR = {
  names: demo('pieszo i rowerem do szkoły', 'to school on foot or by bicycle', 'до школи пішки й велосипедом'),
  description: each(
    `Jaka część uczniów przychodzi do szkoły pieszo lub przyjeżdża rowerem. ${MADE_UP.pl}`,
    `What share of pupils come to school on foot or by bicycle. ${MADE_UP.en}`,
    `Яка частка учнів приходить до школи пішки або приїжджає велосипедом. ${MADE_UP.uk}`,
  ),
  method: each(
    `Liczniki przy bramach szkół, których nie ma. ${MADE_UP.pl}`,
    `Counters at school gates that do not exist. ${MADE_UP.en}`,
    `Лічильники біля шкільних воріт, яких немає. ${MADE_UP.uk}`,
  ),
}
export const DATASET = demo('liczniki przy szkołach', 'counters at schools', 'лічильники біля шкіл')
export const SOURCE = {
  names: demo('dane zmyślone', 'made-up figures', 'вигадані дані'),
  by: each('polecenie unia demo loop', 'the command unia demo loop', 'команда unia demo loop'),
  licence: each('CC0 1.0', 'CC0 1.0', 'CC0 1.0'),
  attribution: MADE_UP,
}
/** Said once more, after it was taken away. */
export const again = ({ pl, en, uk }: Texts, time: number): Texts => ({ pl: `${pl}, ${time}`, en: `${en}, ${time}`, uk: `${uk}, ${time}` }) // prettier-ignore
export const TARGET = demo('połowa uczniów bez samochodu', 'half of the pupils without a car', 'половина учнів без автомобіля') // prettier-ignore
export const STRATEGY = {
  names: demo('szkoła blisko domu', 'a school close to home', 'школа близько до дому'),
  area: demo('codzienne drogi', 'everyday ways', 'щоденні шляхи'),
  goal: demo('dzieci idą do szkoły same', 'children walk to school by themselves', 'діти самі йдуть до школи'),
  about: MADE_UP,
  direction: demo('bezpieczne przejścia przy szkołach', 'safe crossings at schools', 'безпечні переходи біля шкіл'),
}
export const CHALLENGE = {
  titles: demo('dlaczego tak wielu uczniów podwozi się do szkoły?', 'why are so many pupils driven to school?', 'чому так багато учнів возять до школи автомобілем?'), // prettier-ignore
  problem: each(
    `Na osiedlu Nad Młynem pieszo lub rowerem przychodzi do szkoły mniej niż co trzeci uczeń, na innych osiedlach prawie co drugi. Rano przed szkołą jest tłok aut, a przejście nie ma świateł. ${MADE_UP.pl}`,
    `In Millside fewer than one pupil in three comes to school on foot or by bicycle; elsewhere nearly one in two. In the morning cars crowd before the school, and the crossing has no lights. ${MADE_UP.en}`,
    `У Надмлинні пішки або велосипедом до школи приходить менше ніж кожен третій учень, в інших місцях — майже кожен другий. Уранці перед школою тісно від автомобілів, а перехід не має світлофора. ${MADE_UP.uk}`,
  ),
}
export const EDITION = demo('budżet obywatelski', 'participatory budget', 'громадський бюджет')
export const SECTION = demo('osiedla', 'neighbourhoods', 'райони')
export const POOL = demo('wszystkie osiedla', 'all neighbourhoods', 'усі райони')
type Idea = { titles: Texts; texts: Texts }
/** The first is the one that residents choose most. */
export const IDEAS: readonly Idea[] = [
  {
    titles: demo('bezpieczna droga do szkoły', 'a safe way to school', 'безпечна дорога до школи'),
    texts: each(
      `Światła na przejściach przed czterema szkołami, wyniesione przejścia i stojaki na rowery, a rano grupy dzieci, które idą razem z dorosłym. ${MADE_UP.pl}`,
      `Lights at the crossings before four schools, raised crossings and stands for bicycles, and in the morning groups of children who walk together with an adult. ${MADE_UP.en}`,
      `Світлофори на переходах перед чотирма школами, підняті переходи й стійки для велосипедів, а вранці — гурти дітей, які йдуть разом із дорослим. ${MADE_UP.uk}`,
    ),
  },
  {
    titles: demo('większy parking przed szkołą', 'a larger car park before the school', 'більша стоянка перед школою'),
    texts: each(
      `Dwadzieścia miejsc parkingowych więcej przed szkołą, żeby rodzice mieli gdzie stanąć i nie zatrzymywali się na przejściu. ${MADE_UP.pl}`,
      `Twenty more places to park before the school, so that parents have somewhere to stop and do not stop on the crossing. ${MADE_UP.en}`,
      `Ще двадцять місць для стоянки перед школою, щоб батьки мали де стати й не зупинялися на переході. ${MADE_UP.uk}`,
    ),
  },
  {
    titles: demo('ławki na szkolnym dziedzińcu', 'benches in the school yard', 'лавки на шкільному подвір’ї'),
    texts: each(
      `Sześć ławek z oparciem w cieniu drzew na dziedzińcu, na których można poczekać na kolegów przed lekcjami i po nich. ${MADE_UP.pl}`,
      `Six benches with backs in the shade of the trees in the yard, on which to wait for friends before lessons and after them. ${MADE_UP.en}`,
      `Шість лавок зі спинками в тіні дерев на подвір’ї, де можна зачекати на друзів перед уроками й після них. ${MADE_UP.uk}`,
    ),
  },
]
export const PILOT = {
  titles: demo('czy więcej uczniów idzie pieszo?', 'do more pupils walk?', 'чи більше учнів ходить пішки?'),
  hypothesis: each(
    'Gdzie przejścia są bezpieczne, a dzieci idą razem, pieszo lub rowerem przychodzi o co najmniej trzy punkty procentowe uczniów więcej niż gdzie indziej.',
    'Where crossings are safe and children walk together, at least three percentage points more pupils come on foot or by bicycle than elsewhere.',
    'Де переходи безпечні, а діти йдуть разом, пішки або велосипедом приходить щонайменше на три відсоткові пункти більше учнів, ніж деінде.',
  ),
  stopping: each(
    'Gdyby na którymś przejściu doszło do wypadku.',
    'If there is an accident at one of the crossings.',
    'Якби на якомусь переході сталася аварія.',
  ),
}
/** What is said in the one language of whoever says it. */
export const SAID = {
  news: each(
    'Wszystkie cztery przejścia mają światła.',
    'All four crossings have lights.',
    'Усі чотири переходи мають світлофори.',
  ),
  milestone: each('Światła na przejściach', 'Lights at the crossings', 'Світлофори на переходах'),
  works: each('Światła i przejścia', 'Lights and crossings', 'Світлофори й переходи'),
  stands: each('Stojaki na rowery', 'Stands for bicycles', 'Стійки для велосипедів'),
  thanks: each('Tak, o to prosiliśmy.', 'Yes, this is what we asked for.', 'Так, саме про це ми просили.'),
  verified: each(
    'Przeliczone jeszcze raz z tych samych liczb: wychodzi to samo.',
    'Computed once more from the same figures: it comes out the same.',
    'Перераховано ще раз із тих самих чисел: виходить те саме.',
  ),
  reasons: each(
    'Cały przedział leży powyżej najmniejszego efektu, dla którego warto było próbować. To samo zrobimy przy pozostałych szkołach.',
    'The whole interval lies above the smallest effect that was worth trying for. The same will be done at the other schools.',
    'Увесь інтервал лежить вище за найменший ефект, заради якого варто було пробувати. Те саме зробимо біля решти шкіл.',
  ),
  worked: each(
    'Światła i wspólne chodzenie naraz.',
    'Lights and walking together at once.',
    'Світлофори разом із гуртовим ходінням.',
  ),
  conditions: each(
    'Potrzebny jest dorosły na każdą grupę.',
    'An adult is needed for each group.',
    'Потрібен дорослий на кожен гурт.',
  ),
  accessible: each(
    'Przejścia bez krawężników, z sygnałem dźwiękowym.',
    'Crossings without kerbs, with a sound signal.',
    'Переходи без бордюрів, зі звуковим сигналом.',
  ),
  where: each(
    'Przed szkołą na zmyślonym osiedlu Nad Młynem',
    'Before the school of made-up Millside',
    'Перед школою вигаданого Надмлиння',
  ),
  costs: each('Wycena na pokaz', 'An estimate for show', 'Оцінка для показу'),
  work: each('Roboty i urządzenia', 'Works and equipment', 'Роботи й обладнання'),
  inRules: each('Zgodne z regulaminem pokazu.', 'By the rules of the demonstration.', 'Відповідно до правил показу.'),
  away: each('Koniec pokazu', 'The demonstration is over', 'Показ закінчено'),
  grounds: each(
    'Pokaz: dane zmyślone poleceniem unia demo loop',
    'Demonstration: made up by unia demo loop',
    'Показ: вигадано командою unia demo loop',
  ),
}
export type Said = keyof typeof SAID
