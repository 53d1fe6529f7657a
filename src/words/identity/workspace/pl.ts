/** Pulpit, jak czyta go ten, kto pracuje dla miasta, po polsku. */
import type en from './en.ts'
import type { Shape } from '../../catalogue.ts'

const words: Shape<typeof en> = {
  catalog: { title: 'Otwarte dane', text: 'Opisuj zbiory, dostarczaj pliki, poprawiaj, publikuj, wycofuj.' },
  imports: { title: 'Dane z plików', text: 'Wczytaj plik, zobacz, co by zmienił, i opublikuj.' },
  fetches: { title: 'Automatyczne pobieranie', text: 'Niech serwis sam pobiera dane; zobacz, jak mu idzie.' },
  targets: { title: 'Cele wskaźników', text: 'Wyznacz, co miasto chce osiągnąć i do kiedy.' },
  indicators: { title: 'Definicje wskaźników', text: 'Zdefiniuj wskaźnik, wypróbuj go, zobacz jego wersje.' },
  enter: { title: 'Wpisz liczbę', text: 'Pojedyncza liczba wpisana ręcznie, z podaniem źródła.' },
  completeness: { title: 'Kompletność', text: 'Co jest podawane, czego brakuje i dlaczego, co czeka.' },
  gate: { title: 'Bramka', text: 'Zdecyduj, co może stać się publiczne.' },
  assets: { title: 'Rejestr zasobów', text: 'Co miasto ma, na jakiej podstawie i co z tego jest otwarte.' },
  reports: { title: 'Raporty', text: 'Sporządź raport z tego, co wiadomo teraz, i opublikuj go.' },
  devices: { title: 'Urządzenia', text: 'Przyjmij czujniki i liczniki, daj im klucze, powiedz, jak je czytać.' },
  meters: { title: 'Liczniki', text: 'Co pokazują liczniki i ich odczyty z plików.' },
  rules: {
    title: 'Zasady odczytów i pracy',
    text: 'Jak oznacza się wątpliwe odczyty, jak długo się je trzyma, kiedy się pracuje.',
  },
  things: {
    title: 'Obiekty miasta',
    text: 'Latarnie, liczniki, budynki: dodawaj, wczytuj z pliku, drukuj etykiety, odpowiadaj na zgłoszenia.',
  },
  savings: { title: 'Oszczędności', text: 'Zaplanuj działanie, udowodnij, co dało, i opublikuj wynik.' },
  alarms: { title: 'Alarmy', text: 'Zobacz, co teraz nie działa, zajmij się tym i ustal, co ma być pilnowane.' },
  orders: { title: 'Zlecenia', text: 'Co trzeba naprawić, kto to zrobi i do kiedy. Wygodne w telefonie.' },
  events: { title: 'Wydarzenia', text: 'Co jest zapowiedziane: terminy, miejsca, kalendarze.' },
  practices: { title: 'Praktyki', text: 'Karty tego, co się sprawdziło, i tego, co nie.' },
  innovations: { title: 'Innowacje', text: 'Rejestr: czego miasto próbowało i co o tym wiadomo.' },
  challenges: { title: 'Wyzwania', text: 'Od problemu przez nabór i oceny do wyboru.' },
  strategy: { title: 'Strategie', text: 'Zapisuj cele, wiąż je ze wskaźnikami, publikuj to, co przygotowali inni.' },
  decisions: { title: 'Decyzje', text: 'Zapisz decyzję z liczbami, na których się opiera.' },
  projects: {
    title: 'Projekty',
    text: 'Co zostało postanowione i jak idzie: kamienie milowe, przetargi, wydatki, opóźnienia z powodem.',
  },
  money: {
    title: 'Pliki budżetu',
    text: 'Dodaj budżet wiersz po wierszu, zobacz, co się nie sumuje, opublikuj to, co dodali inni.',
  },
  pilots: { title: 'Pilotaże', text: 'Zapieczętuj plan, oceń, co z niego wyszło, sprawdź oceny innych.' },
  partners: { title: 'Partnerzy', text: 'Wpisz miasta partnerskie, sieci, wspólne projekty, nabory i spotkania.' },
  posts: {
    title: 'Co mówi miasto',
    text: 'Pisz wiadomości, artykuły i zaproszenia; czytaj odpowiedzi; zobacz, kto obserwuje.',
  },
  enquiries: {
    title: 'Pytania ze świata',
    text: 'Odpowiedz na czas tym, którzy zapytali miasto ze stron dla świata.',
  },
  peers: {
    title: 'Miasta w sieci',
    text: 'Dodaj miasto, porównaj jego klucze, zaufaj mu albo je zablokuj, zobacz, czego nie przyjęto.',
  },
  adoptions: {
    title: 'Przejęte praktyki',
    text: 'Co Twoje miasto przejmuje od innych: jak daleko zaszło i co dalej.',
  },
  valueRequests: {
    title: 'Brakujące wartości',
    text: 'Poproś miasto o wartość, której nie podaje, i odpowiedz tym, które proszą nas.',
  },
  networkSources: {
    title: 'Źródła spoza sieci',
    text: 'Czytaj to, co publikują miasta spoza sieci; stoi obok naszych liczb jako podane.',
  },
  cityKeys: { title: 'Klucze miasta', text: 'Zmień albo unieważnij klucz, którym miasto podpisuje.' },
  voters: {
    title: 'Głosujący',
    text: 'Rejestr, kody, oświadczenia, karty papierowe: kto może głosować w budżecie obywatelskim.',
  },
  upkeep: {
    title: 'Budżet utrzymania',
    text: 'Ile każda jednostka zaplanowała, zobowiązała się wydać i wydała na naprawy.',
  },
  proposals: { title: 'Projekty do oceny', text: 'Co proponują mieszkańcy i o co pytane są Twoje jednostki.' },
  moderation: { title: 'Moderacja', text: 'Komentarze, które czekają, zgłoszone lub objęte odwołaniem.' },
  budget: { title: 'Budżet obywatelski', text: 'Przygotuj edycję, ogłoś ją, przedłuż etap.' },
  people: { title: 'Osoby i jednostki', text: 'Zapraszaj, nadawaj role, twórz klucze dla systemów.' },
  jobs: { title: 'Prace, które się nie udały', text: 'Zobacz, co nie udało się w tle, i spróbuj ponownie.' },
  none: 'Twoja rola niczego tu nie otwiera. Jeśli tego potrzebujesz, zwróć się do administratora miasta.',
}

export default words
